package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.repair.patch.Block;
import dev.hephaestus.server.repair.patch.Code;
import dev.hephaestus.server.repair.patch.Edit;
import dev.hephaestus.server.repair.patch.Reply;
import dev.hephaestus.server.repair.patch.ReplyParser;
import dev.hephaestus.server.repository.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the test class out of a model's reply and puts it where tests belong. */
final class DraftReader {
  private static final int LONGEST = 60_000;
  private static final Pattern PACKAGE =
      Pattern.compile("(?m)^\\s{0,8}package\\s{1,8}([\\w.]{1,300})\\s{0,8};");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^(?:@\\w{1,80}(?:\\([^)\n]{0,300}\\))?\\s{1,8})?(?:(?:public|final|abstract)\\s{1,8}){0,3}class\\s{1,8}(\\w{1,120})");
  private static final Pattern CASE =
      Pattern.compile("@(?:Parameterized)?Test\\b|@RepeatedTest\\b|\\bextends\\s+\\w*TestCase\\b");

  /** What no test of a fault needs: it could only harm, or end the run before it counts. */
  private static final Pattern HARMFUL =
      Pattern.compile(
          "\\bSystem\\s*\\.\\s*(?:exit|load|loadLibrary|setSecurityManager)\\b|\\bRuntime\\s*\\.\\s*getRuntime\\b"
              + "|\\bProcessBuilder\\b|\\bnew\\s+(?:Server)?Socket\\b|\\bsun\\.misc\\b|\\\\u00[0-7]");

  /** A test and its place, or what is wrong. */
  record Result(String path, String source, String fault) {
    static Result fault(String fault) {
      return new Result("", "", fault);
    }
  }

  private final Snapshot snapshot;
  private final TestStyle style;

  DraftReader(Snapshot snapshot, TestStyle style) {
    this.snapshot = snapshot;
    this.style = style;
  }

  Result read(String reply) {
    return switch (ReplyParser.parse(reply)) {
      case Reply.Abstain abstain -> Result.fault("ABSTAIN " + abstain.reason());
      case Reply.Unreadable unreadable ->
          Result.fault(
              "The reply holds no test: write FILE: path and the whole class in one fence.");
      case Reply.Change change -> test(change.edits());
    };
  }

  private Result test(List<Edit> edits) {
    Optional<Code> found =
        edits.stream()
            .map(DraftReader::code)
            .flatMap(Optional::stream)
            .filter(code -> TYPE.matcher(code.text()).find() && CASE.matcher(code.text()).find())
            .reduce((first, second) -> second);
    if (found.isEmpty()) {
      return Result.fault("The reply holds no whole test class with a test in it.");
    }
    return placed(found.get());
  }

  private static Optional<Code> code(Edit edit) {
    return switch (edit) {
      case Code code -> Optional.of(code);
      case Block block when block.search().isBlank() ->
          Optional.of(new Code(block.number(), block.path(), block.replace()));
      case Block block -> Optional.empty();
    };
  }

  private Result placed(Code code) {
    String source = code.text().strip() + "\n";
    Matcher type = TYPE.matcher(source);
    if (source.length() > LONGEST || !type.find()) {
      return Result.fault("The test is too long to be one of one fault.");
    }
    Matcher harm = HARMFUL.matcher(source);
    if (harm.find()) {
      return Result.fault("A test must not use " + harm.group() + ".");
    }
    Matcher declared = PACKAGE.matcher(source);
    String packageName = declared.find() ? declared.group(1) : "";
    String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    String path = style.root() + "/" + folder + type.group(1) + ".java";
    if (snapshot.file(path).isPresent()) {
      return Result.fault("There is a class " + path + "; give the test another name.");
    }
    boolean safe = path.matches("[\\w./$+-]+") && !("/" + path).contains("/..");
    return safe ? new Result(path, source, "") : Result.fault("The test has no usable name.");
  }
}
