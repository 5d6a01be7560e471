package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;

/**
 * Calls that take an element where there may be none: of an iterator, a collection, a tokenizer or
 * an optional.
 *
 * <p><i>Source:</i> Genesis (Long et al. 2017) and PAR (Kim et al. 2013, collection size checker).
 */
final class EmptinessHazards implements HazardFinder {
  private static final Set<String> FAULTS =
      Set.of("NoSuchElementException", "EmptyStackException", "InputMismatchException");
  private static final Map<String, String> ASKS_FIRST =
      Map.ofEntries(
          Map.entry("next", "hasNext"),
          Map.entry("previous", "hasPrevious"),
          Map.entry("nextElement", "hasMoreElements"),
          Map.entry("nextToken", "hasMoreTokens"),
          Map.entry("nextLine", "hasNextLine"),
          Map.entry("nextInt", "hasNextInt"),
          Map.entry("nextLong", "hasNextLong"),
          Map.entry("nextDouble", "hasNextDouble"),
          Map.entry("getAsInt", "isPresent"),
          Map.entry("getAsLong", "isPresent"),
          Map.entry("getAsDouble", "isPresent"),
          Map.entry("orElseThrow", "isPresent"));
  private static final Set<String> NEEDS_ELEMENT =
      Set.of(
          "getFirst",
          "getLast",
          "removeFirst",
          "removeLast",
          "element",
          "remove",
          "first",
          "last",
          "firstKey",
          "lastKey",
          "pop",
          "peek",
          "firstElement",
          "lastElement");

  @Override
  public List<Hazard> find(Site site, Fault fault) {
    List<Hazard> hazards = new ArrayList<>();
    if (!FAULTS.contains(fault.type())) {
      return hazards;
    }
    boolean optional = fault.message().equals("No value present");
    for (MethodInvocation call : site.at(MethodInvocation.class)) {
      Expression owner = call.getExpression();
      if (owner == null) {
        continue;
      }
      String name = call.getName().getIdentifier();
      String text = site.file().source(owner);
      String ask = ASKS_FIRST.get(name);
      if (ask != null && call.arguments().isEmpty()) {
        boolean ofOptional = ask.equals("isPresent");
        add(
            hazards,
            call,
            owner,
            "!" + text + "." + ask + "()",
            text + "." + ask + "()",
            ofOptional == optional);
      } else if (name.equals("get") && call.arguments().isEmpty()) {
        add(hazards, call, owner, "!" + text + ".isPresent()", text + ".isPresent()", optional);
      } else if (NEEDS_ELEMENT.contains(name) && call.arguments().isEmpty()) {
        add(hazards, call, owner, text + ".isEmpty()", "!" + text + ".isEmpty()", !optional);
      } else if (text.equals("Collections") && Set.of("max", "min").contains(name)) {
        Expression of = (Expression) call.arguments().get(0);
        String all = site.file().source(of);
        if (isCollection(of)) {
          add(hazards, call, of, all + ".isEmpty()", "!" + all + ".isEmpty()", !optional);
        }
      }
    }
    return hazards;
  }

  private static boolean isCollection(Expression expression) {
    ITypeBinding type = expression.resolveTypeBinding();
    return Nodes.isTight(expression) && (type == null || !type.isArray());
  }

  private static void add(
      List<Hazard> hazards,
      MethodInvocation call,
      Expression owner,
      String bad,
      String good,
      boolean fits) {
    hazards.add(
        new Hazard(
            call,
            List.of(owner),
            bad,
            good,
            "`" + NullHazards.oneLine(owner.toString()) + "` can have no element left to take",
            fits ? 1 : 0.2));
  }
}
