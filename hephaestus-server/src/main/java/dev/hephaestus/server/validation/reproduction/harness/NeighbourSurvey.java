package dev.hephaestus.server.validation.reproduction.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Makes the simplest calls of each logged method and tells how they end, so that two states of the
 * code can be compared where they should not differ.
 *
 * <p><i>Shape:</i> a program of its own, {@code NeighbourSurvey REQUEST OUTPUT}; the calls are
 * those that {@link ReproductionSearch} begins with, in the same order.
 *
 * <p><i>Source:</i> behavioural differences on inputs near the failing ones as a sign of
 * overfitting (Xin and Reiss, Identifying test-suite-overfitted patches through test case
 * generation, ISSTA 2017).
 */
public final class NeighbourSurvey {
  private static final int CALLS_PER_ENTRY = 160;

  private NeighbourSurvey() {}

  /** Runs the survey. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nowhere);
    System.setErr(nowhere);
    Request request = Request.read(Path.of(arguments[0]));
    ProjectClasses project = new ProjectClasses(request.classFolders());
    Survey survey = new Survey(request.target(), project);
    out.println(new ReproductionSearch(request, project, survey, CALLS_PER_ENTRY).run());
    survey.write(Path.of(arguments[1]));
    out.flush();
    Runtime.getRuntime().halt(0); // whatever threads the project has started
  }
}
