package dev.hephaestus.server.validation;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.localization.ProjectFrame;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tasks and candidates written by hand. */
public final class ValidationTasks {
  private ValidationTasks() {}

  /** A call that was logged: the line in which a snippet stands, in a method of one file. */
  public record Call(String className, String method, String path, String at, List<String> types) {

    /** With the types of its parameters. */
    public Call(String className, String method, String path, String at, String type) {
      this(className, method, path, at, List.of(type));
    }
  }

  /** A task for an exception with its in-project calls, innermost first. */
  public static RepairTask task(
      Snapshot snapshot, String exception, String message, Call... calls) {
    List<Frame> frames = new ArrayList<>();
    List<MethodDeclaration> methods = new ArrayList<>();
    for (Call call : calls) {
      List<String> lines = snapshot.text(call.path()).lines().toList();
      int line = 1 + indexOf(lines, call.at());
      String file = call.path().substring(call.path().lastIndexOf('/') + 1);
      frames.add(Frame.of(call.className(), call.method(), file, line));
      methods.add(
          new MethodDeclaration(
              call.className(),
              call.method(),
              call.path(),
              call.types().stream()
                  .map(type -> new MethodDeclaration.Parameter(type, "p"))
                  .toList(),
              "",
              List.of(),
              new LineRange(Math.max(1, line - 8), line + 8)));
    }
    Thrown thrown = Thrown.of(exception, message.isEmpty() ? null : message, frames);
    List<ProjectFrame> project = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      project.add(new ProjectFrame(thrown, frames.get(i), methods.get(i)));
    }
    return new RepairTask(
        snapshot,
        LogRecord.of(Instant.EPOCH, Level.ERROR, "shop", "request failed", thrown),
        new Localization(snapshot.commit(), List.of(), project),
        new PackedContext(0, List.of()));
  }

  /** A candidate that replaces a snippet of a file. */
  public static Proposal.Candidate replacing(
      Snapshot snapshot, String path, String before, String after) {
    String text = snapshot.text(path);
    return candidate(new FileChange(path, text, text.replace(before, after)));
  }

  /** A candidate of changes. */
  public static Proposal.Candidate candidate(FileChange... changes) {
    return new Proposal.Candidate(new Patch(List.of(changes)), "a cause", "test", Cost.NONE);
  }

  private static int indexOf(List<String> lines, String snippet) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(snippet)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no line has " + snippet);
  }
}
