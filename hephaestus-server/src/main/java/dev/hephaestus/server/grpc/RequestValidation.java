package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.ClientReport;
import dev.hephaestus.proto.v1.DeleteNodeRequest;
import dev.hephaestus.proto.v1.GetNodeRequest;
import dev.hephaestus.proto.v1.Goodbye;
import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.ListNodesRequest;
import dev.hephaestus.proto.v1.Loss;
import dev.hephaestus.proto.v1.UpdateNodeRequest;
import dev.hephaestus.server.node.Setting;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges requests at the edge, so that nothing behind it meets a value that the wire contract
 * forbids.
 *
 * <p><i>Errors:</i> INVALID_ARGUMENT with every fault of the request at once.
 */
final class RequestValidation {
  private RequestValidation() {}

  static void check(InitializeRequest request) {
    faults(request).throwIfAny();
  }

  static RequestFaults faults(InitializeRequest request) {
    RequestFaults faults = new RequestFaults();
    faults.enter("resource");
    NodeRules.resource(request.getResource(), faults);
    faults.leave();
    faults.enter("repository");
    RepositoryRules.check(request.getRepository(), faults);
    faults.leave();
    faults.enter("settings");
    NodeRules.settings(request.getSettings(), faults);
    faults.leave();
    return faults;
  }

  static void check(GetNodeRequest request) {
    nodeId(request.getNodeId());
  }

  static void check(DeleteNodeRequest request) {
    nodeId(request.getNodeId());
  }

  static void check(ListNodesRequest request) {
    RequestFaults faults = new RequestFaults();
    NodeRules.unsignedAtMost("page_size", request.getPageSize(), Limits.PAGE_SIZE, faults);
    if (PageToken.read(request.getPageToken()).isEmpty()) {
      faults.add("page_token", "is not one that this server gave out, start from the first page");
    }
    faults.throwIfAny();
  }

  static void check(UpdateNodeRequest request) {
    RequestFaults faults = new RequestFaults();
    faults.required("node_id", request.getNodeId(), Limits.NODE_ID);
    faults.enter("settings");
    NodeRules.settings(request.getSettings(), faults);
    faults.leave();
    if (request.getUpdateMask().getPathsCount() == 0) {
      faults.add("update_mask", "is required, name the settings to change: " + settingPaths());
    }
    for (String path : request.getUpdateMask().getPathsList()) {
      if (Setting.under(path).isEmpty()) {
        faults.add(
            "update_mask",
            "names " + RequestFaults.quote(path) + ", which is none of " + settingPaths());
      }
    }
    faults.throwIfAny();
  }

  static void check(Hello hello) {
    RequestFaults faults = new RequestFaults();
    faults.enter("hello");
    faults.required("node_id", hello.getNodeId(), Limits.NODE_ID);
    atLeastOne("epoch", hello.getEpoch(), faults);
    faults.name("instance", hello.getInstance(), Limits.NAME);
    atLeastOne("first_unacked", hello.getFirstUnacked(), faults);
    if (hello.hasResource()) {
      faults.enter("resource");
      NodeRules.resource(hello.getResource(), faults);
      faults.leave();
    }
    faults.leave();
    faults.throwIfAny();
  }

  static void check(Batch batch) {
    RequestFaults faults = new RequestFaults();
    faults.enter("batch");
    atLeastOne("first_sequence", batch.getFirstSequence(), faults);
    if (batch.getFirstSequence() > Long.MAX_VALUE - Limits.BATCH_RECORDS) {
      faults.add("first_sequence", "leaves no room for the records that follow");
    }
    if (batch.getSkipped() != 0
        && Long.compareUnsigned(batch.getSkipped(), batch.getFirstSequence()) >= 0) {
      faults.add("skipped", "is not below first_sequence");
    }
    if (batch.getRecordsCount() == 0) {
      faults.add("records", "is empty, send at least one");
    }
    faults.few("records", batch.getRecordsCount(), Limits.BATCH_RECORDS);
    for (int i = 0; i < batch.getRecordsCount(); i++) {
      faults.enter("records", i);
      RecordRules.check(batch.getRecords(i), faults);
      faults.leave();
    }
    faults.few("losses", batch.getLossesCount(), Limits.LOSSES);
    for (int i = 0; i < batch.getLossesCount(); i++) {
      faults.enter("losses", i);
      loss(batch.getLosses(i), faults);
      faults.leave();
    }
    faults.leave();
    faults.throwIfAny();
  }

  static void check(Goodbye goodbye) {
    RequestFaults faults = new RequestFaults();
    faults.enter("goodbye");
    faults.atMost("reason", goodbye.getReason(), Limits.SHORT_TEXT);
    faults.leave();
    faults.throwIfAny();
  }

  static void check(ClientReport report) {
    RequestFaults faults = new RequestFaults();
    faults.enter("report");
    faults.few("losses", report.getLossesCount(), Limits.LOSSES);
    faults.leave();
    faults.throwIfAny();
  }

  private static void loss(Loss loss, RequestFaults faults) {
    if (loss.getLevel() == Level.UNRECOGNIZED) {
      RecordRules.unknownValue("level", loss.getLevelValue(), faults);
    }
    atLeastOne("count", loss.getCount(), faults);
    if (loss.getReason() == Loss.Reason.UNRECOGNIZED) {
      RecordRules.unknownValue("reason", loss.getReasonValue(), faults);
    }
  }

  private static void nodeId(String id) {
    RequestFaults faults = new RequestFaults();
    faults.required("node_id", id, Limits.NODE_ID);
    faults.throwIfAny();
  }

  /** An unsigned number above 2^63 - 1 is negative here; nobody counts that far. */
  private static void atLeastOne(String field, long value, RequestFaults faults) {
    if (value == 0) {
      faults.add(field, "is required, at least 1");
    } else if (value < 0) {
      faults.add(field, "is " + Long.toUnsignedString(value) + ", at most 2^63-1 is allowed");
    }
  }

  private static String settingPaths() {
    return Stream.of(Setting.values()).map(Setting::path).collect(Collectors.joining(", "));
  }
}
