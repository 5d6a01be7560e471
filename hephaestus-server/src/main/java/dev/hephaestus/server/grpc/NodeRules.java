package dev.hephaestus.server.grpc;

import com.google.protobuf.Duration;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.Mode;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Threshold;
import java.util.regex.Pattern;

/** What a node's resource and settings must be, as node.proto and record.proto say it. */
final class NodeRules {
  private static final Pattern PACKAGE =
      Pattern.compile(
          "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
              + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");
  private static final int SHA1_DIGITS = 40;
  private static final int SHA256_DIGITS = 64;

  private static final int NANOS_A_SECOND = 1_000_000_000;

  private NodeRules() {}

  static void resource(Resource resource, RequestFaults faults) {
    faults.name("service", resource.getService(), Limits.NAME);
    faults.atMost("service_version", resource.getServiceVersion(), Limits.SHORT_TEXT);
    commit(resource.getCommit(), faults);
    faults.atMost("host", resource.getHost(), Limits.SHORT_TEXT);
    faults.atMost("pod", resource.getPod(), Limits.SHORT_TEXT);
    faults.atMost("container", resource.getContainer(), Limits.SHORT_TEXT);
    faults.atMost("jvm", resource.getJvm(), Limits.SHORT_TEXT);
    faults.atMost("client", resource.getClient(), Limits.SHORT_TEXT);
    RecordRules.pairs("attributes", resource.getAttributesList(), Limits.LOCATION, faults);
  }

  private static void commit(String commit, RequestFaults faults) {
    boolean full = commit.length() == SHA1_DIGITS || commit.length() == SHA256_DIGITS;
    if (!commit.isEmpty() && !(full && RecordRules.isLowerHexadecimal(commit))) {
      faults.add(
          "commit",
          "is "
              + RequestFaults.quote(commit)
              + ", give the full hash of 40 or 64 lower-case hexadecimal digits or nothing");
    }
  }

  static void settings(Settings settings, RequestFaults faults) {
    if (settings.getMode() == Mode.UNRECOGNIZED) {
      RecordRules.unknownValue("mode", settings.getModeValue(), faults);
    }
    if (settings.getShip() == Settings.Ship.UNRECOGNIZED) {
      RecordRules.unknownValue("ship", settings.getShipValue(), faults);
    }
    if (settings.hasThreshold()) {
      faults.enter("threshold");
      threshold(settings.getThreshold(), faults);
      faults.leave();
    }
    unsignedAtMost("context_records", settings.getContextRecords(), Limits.CONTEXT_RECORDS, faults);
    faults.few("packages", settings.getPackagesCount(), Limits.PACKAGES);
    for (int i = 0; i < settings.getPackagesCount(); i++) {
      String name = settings.getPackages(i);
      if (name.length() > Limits.NAME || !PACKAGE.matcher(name).matches()) {
        faults.add(
            "packages[" + i + "]",
            "is " + RequestFaults.quote(name) + ", give a Java package such as com.acme.orders");
      }
    }
  }

  private static void threshold(Threshold threshold, RequestFaults faults) {
    if (threshold.getLevel() == Level.UNRECOGNIZED) {
      RecordRules.unknownValue("level", threshold.getLevelValue(), faults);
    }
    unsignedAtMost("count", threshold.getCount(), Limits.THRESHOLD_COUNT, faults);
    if (threshold.hasWindow()) {
      window(threshold.getWindow(), faults);
    }
  }

  private static void window(Duration window, RequestFaults faults) {
    long seconds = window.getSeconds();
    int nanos = window.getNanos();
    if (nanos <= -NANOS_A_SECOND || nanos >= NANOS_A_SECOND || (seconds > 0 && nanos < 0)) {
      faults.add("window", "is not a duration, nanos must be within a second and of one sign");
    } else if (seconds < 0 || (seconds == 0 && nanos <= 0)) {
      faults.add("window", "must be above zero, or absent for 5 minutes");
    } else if (seconds > Limits.THRESHOLD_SECONDS
        || (seconds == Limits.THRESHOLD_SECONDS && nanos > 0)) {
      faults.add("window", "has " + seconds + " seconds, at most 24 hours are allowed");
    }
  }

  static void unsignedAtMost(String field, int value, int most, RequestFaults faults) {
    if (Integer.compareUnsigned(value, most) > 0) {
      faults.add(
          field, "is " + Integer.toUnsignedString(value) + ", at most " + most + " is allowed");
    }
  }
}
