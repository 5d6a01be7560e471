package dev.hephaestus.server.repository;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a method does, as far as its text shows without types being resolved.
 *
 * <p>Lambdas belong to the method that they stand in; anonymous and local classes have methods of
 * their own.
 *
 * @param method whose body it is
 * @param calls in the order of their position
 * @param throwSites where it throws something that it makes itself
 * @param logStatements where it logs
 * @param assignments of locals, parameters and fields, in order
 * @param conditions what decides which lines run, in order
 * @param fieldReads names that it reads and does not declare
 * @param fieldWrites names that it assigns and does not declare
 * @param shape how its statements are made up
 */
public record MethodBody(
    MethodDeclaration method,
    List<Call> calls,
    List<ThrowSite> throwSites,
    List<LogStatement> logStatements,
    List<Assignment> assignments,
    List<Condition> conditions,
    Set<String> fieldReads,
    Set<String> fieldWrites,
    Shape shape) {

  /**
   * A call or a method reference.
   *
   * @param name the method; {@code <init>} for a constructor
   * @param arguments how many; -1 in a method reference, where it is not known
   * @param receiver what stands before the dot, when it is one name, {@code this} or {@code super};
   *     else empty; the class for a constructor
   * @param receiverType the receiver's declared type, when it is a local or a parameter; else empty
   * @param reads names in its arguments
   * @param lines from the receiver's to the closing parenthesis
   */
  public record Call(
      String name,
      int arguments,
      String receiver,
      String receiverType,
      Set<String> reads,
      LineRange lines) {

    public Call {
      reads = Set.copyOf(reads);
    }
  }

  /**
   * A throw of a new exception.
   *
   * @param type the exception's class as written
   * @param literals the string literals of its arguments, in order
   * @param lines of the statement
   */
  public record ThrowSite(String type, List<String> literals, LineRange lines) {

    public ThrowSite {
      literals = List.copyOf(literals);
    }
  }

  /**
   * A call of a logger.
   *
   * @param level the method's name: {@code error}
   * @param literals the string literals of its arguments, in order
   * @param lines of the call
   */
  public record LogStatement(String level, List<String> literals, LineRange lines) {

    public LogStatement {
      literals = List.copyOf(literals);
    }
  }

  /**
   * A value given to a name.
   *
   * @param target the name
   * @param reads names that the value is made from
   * @param calls calls that the value is made with
   * @param lines of the assignment
   */
  public record Assignment(String target, Set<String> reads, List<Call> calls, LineRange lines) {

    public Assignment {
      reads = Set.copyOf(reads);
      calls = List.copyOf(calls);
    }
  }

  /**
   * A condition of an if, a loop, a switch or a conditional expression.
   *
   * @param reads names in it
   * @param calls calls in it
   * @param guarded the lines of the whole statement
   * @param leaves whether a branch ends the method or the loop, so that it decides over the lines
   *     after the statement too
   */
  public record Condition(Set<String> reads, List<Call> calls, LineRange guarded, boolean leaves) {

    public Condition {
      reads = Set.copyOf(reads);
      calls = List.copyOf(calls);
    }
  }

  /**
   * Counts of a body's statements.
   *
   * @param statements all but blocks
   * @param checks ifs, throws, returns and declarations of locals among them
   * @param returns among them
   * @param alwaysThrows whether it ends with a throw and never returns
   */
  public record Shape(int statements, int checks, int returns, boolean alwaysThrows) {}

  public MethodBody {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(shape, "shape");
    calls = List.copyOf(calls);
    throwSites = List.copyOf(throwSites);
    logStatements = List.copyOf(logStatements);
    assignments = List.copyOf(assignments);
    conditions = List.copyOf(conditions);
    fieldReads = Set.copyOf(fieldReads);
    fieldWrites = Set.copyOf(fieldWrites);
  }

  /** Whether the line throws something that the method makes itself. */
  public boolean throwsAt(int line) {
    return throwSites.stream().anyMatch(site -> site.lines().contains(line));
  }
}
