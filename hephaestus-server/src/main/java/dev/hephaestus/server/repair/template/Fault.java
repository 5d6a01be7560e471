package dev.hephaestus.server.repair.template;

import dev.hephaestus.server.ingest.Thrown;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the deepest cause says about the fault: its type, and what its message gives away.
 *
 * <p><i>Source:</i> the messages are those of the JDK's own checks, with the helpful ones of JEP
 * 358 and the terse ones of JDK 8.
 */
final class Fault {
  private static final Pattern NULL_BECAUSE =
      Pattern.compile("because (?:the return value of )?\"(.+?)\" is null");
  private static final Pattern NULL_RETURN = Pattern.compile("because the return value of \"");
  private static final Pattern NULL_ACCESS =
      Pattern.compile(
          "^Cannot (invoke|read|assign|load from|store to|throw|enter|exit)\\b.*|because .* is null");
  private static final Pattern ARRAY_INDEX =
      Pattern.compile("-?\\d+|Index -?\\d+ out of bounds for length \\d+");
  private static final Pattern NEGATIVE = Pattern.compile("-\\d+");
  private static final Pattern INDEX =
      Pattern.compile(
          "(?:Index:? |index out of range: |begin |fromIndex[ =(:]*|toIndex[ =:]*|^)(-?\\d+)"
              + "(?: out of bounds for length (\\d+)|, Size: (\\d+)|,? length (\\d+))?");
  private static final Pattern CAST =
      Pattern.compile(
          "(?:class )?([\\w.$\\[;]+) (?:cannot|can't) be cast to (?:class )?([\\w.$\\[;]+)");

  private static final Set<String> INDEX_TYPES =
      Set.of(
          "IndexOutOfBoundsException",
          "ArrayIndexOutOfBoundsException",
          "StringIndexOutOfBoundsException");

  private final Thrown thrown;
  private final String message;

  Fault(Thrown thrown) {
    this.thrown = thrown;
    String said = thrown.message();
    this.message = said == null ? "" : said.length() > 2_000 ? said.substring(0, 2_000) : said;
  }

  Thrown thrown() {
    return thrown;
  }

  String type() {
    return thrown.simpleName();
  }

  String message() {
    return message;
  }

  boolean isNull() {
    return type().equals("NullPointerException");
  }

  boolean isIndex() {
    return INDEX_TYPES.contains(type());
  }

  boolean is(String simpleName) {
    return type().equals(simpleName);
  }

  /** Whether the project or a library threw it on purpose, rather than the JVM or the JDK. */
  boolean isDeliberate() {
    return thrown.frames().stream()
            .findFirst()
            .map(frame -> !isPlatform(frame.className()))
            .orElse(true)
        && !isOfTheMachine();
  }

  /** Whether the type and the message are those by which the JVM itself refuses to go on. */
  private boolean isOfTheMachine() {
    return switch (type()) {
      case "NullPointerException" -> message.isEmpty() || NULL_ACCESS.matcher(message).find();
      case "ArrayIndexOutOfBoundsException" -> ARRAY_INDEX.matcher(message).matches();
      case "NegativeArraySizeException" -> NEGATIVE.matcher(message).matches();
      case "ArithmeticException" -> message.equals("/ by zero");
      case "ClassCastException" -> CAST.matcher(message).find();
      case "StackOverflowError", "OutOfMemoryError", "ArrayStoreException" -> true;
      default -> false;
    };
  }

  static boolean isPlatform(String className) {
    return className.startsWith("java.")
        || className.startsWith("javax.")
        || className.startsWith("jdk.")
        || className.startsWith("sun.")
        || className.startsWith("com.sun.");
  }

  /** The expression that a helpful message says to be null, without {@code this.}. */
  Optional<String> nullExpression() {
    Matcher matcher = NULL_BECAUSE.matcher(message);
    return isNull() && matcher.find()
        ? Optional.of(matcher.group(1).replace("this.", ""))
        : Optional.empty();
  }

  /** Whether the helpful message says that a method returned the null. */
  boolean nullWasReturned() {
    return isNull() && NULL_RETURN.matcher(message).find();
  }

  /** The index that was out of bounds. */
  OptionalLong index() {
    return group(1);
  }

  /** The length that it was out of. */
  OptionalLong length() {
    for (int i = 2; i <= 4; i++) {
      OptionalLong length = group(i);
      if (length.isPresent()) {
        return length;
      }
    }
    return OptionalLong.empty();
  }

  private OptionalLong group(int group) {
    Matcher matcher = INDEX.matcher(message);
    if (!isIndex() || !matcher.find() || matcher.group(group) == null) {
      return OptionalLong.empty();
    }
    String digits = matcher.group(group);
    return digits.length() > 12 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
  }

  /** The class that a value had, of a failed cast. */
  Optional<String> actualClass() {
    return cast(1);
  }

  /** The class that was asked for, of a failed cast. */
  Optional<String> expectedClass() {
    return cast(2);
  }

  private Optional<String> cast(int group) {
    Matcher matcher = CAST.matcher(message);
    return is("ClassCastException") && matcher.find()
        ? Optional.of(matcher.group(group))
        : Optional.empty();
  }
}
