package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.jdt.core.dom.ArrayAccess;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.NumberLiteral;
import org.eclipse.jdt.core.dom.PostfixExpression;

/**
 * Accesses by index to arrays, lists and texts, with the bound that the message says was broken.
 *
 * <p><i>Source:</i> range checks of TBar (Liu et al. 2019, FP3) and PAR (Kim et al. 2013).
 */
final class IndexHazards implements HazardFinder {
  private static final Set<String> OF_TEXT =
      Set.of("charAt", "codePointAt", "deleteCharAt", "setCharAt");
  private static final Set<String> OF_LIST = Set.of("get", "remove", "set", "elementAt", "add");
  private static final Set<String> RANGES = Set.of("substring", "subSequence", "subList");

  @Override
  public List<Hazard> find(Site site, Fault fault) {
    List<Hazard> hazards = new ArrayList<>();
    if (!fault.isIndex()) {
      return hazards;
    }
    for (Access access : accesses(site)) {
      hazards.addAll(hazards(site, fault, access));
    }
    return hazards;
  }

  /**
   * An access by index.
   *
   * @param use the expression that throws
   * @param container what is accessed
   * @param index at which position
   * @param size the container's size, as Java
   * @param end whether the position just behind the last is allowed
   */
  record Access(Expression use, Expression container, Expression index, String size, boolean end) {}

  static List<Access> accesses(Site site) {
    List<Access> accesses = new ArrayList<>();
    for (ArrayAccess access : site.at(ArrayAccess.class)) {
      accesses.add(
          new Access(
              access,
              access.getArray(),
              access.getIndex(),
              site.file().source(access.getArray()) + ".length",
              false));
    }
    for (MethodInvocation call : site.at(MethodInvocation.class)) {
      Expression owner = call.getExpression();
      List<Expression> arguments = Nodes.list(call.arguments(), Expression.class);
      String name = call.getName().getIdentifier();
      if (owner == null || arguments.isEmpty() || !isInt(arguments.get(0))) {
        continue;
      }
      String text = site.file().source(owner);
      if (OF_TEXT.contains(name)) {
        accesses.add(new Access(call, owner, arguments.get(0), text + ".length()", false));
      } else if (OF_LIST.contains(name)) {
        boolean adds = name.equals("add");
        if (!adds || arguments.size() == 2) {
          accesses.add(new Access(call, owner, arguments.get(0), text + ".size()", adds));
        }
      } else if (RANGES.contains(name)) {
        String size = text + (name.equals("subList") ? ".size()" : ".length()");
        arguments.forEach(index -> accesses.add(new Access(call, owner, index, size, true)));
      }
    }
    return accesses;
  }

  private static boolean isInt(Expression expression) {
    ITypeBinding type = expression.resolveTypeBinding();
    return type == null
        || Set.of("int", "short", "char", "byte", "Integer").contains(type.getName());
  }

  private static List<Hazard> hazards(Site site, Fault fault, Access access) {
    Expression index =
        access.index() instanceof PostfixExpression postfix ? postfix.getOperand() : access.index();
    String text = site.file().source(index);
    OptionalLong broken = fault.index();
    List<Hazard> hazards = new ArrayList<>();
    if (broken.isPresent()
        && !access.end()
        && index.resolveConstantExpressionValue() instanceof Integer constant
        && constant != broken.getAsLong()) {
      return hazards;
    }
    String list = asksIsEmpty(access) ? site.file().source(access.container()) : "";
    if (index instanceof NumberLiteral) {
      if (broken.isEmpty() || text.equals(Long.toString(broken.getAsLong())) || access.end()) {
        hazards.add(tooShort(access, index, text, list));
      }
      return hazards;
    }
    if (text.replace(" ", "").equals(access.size() + "-1")) {
      hazards.add(empty(access, index, list, 0.9));
      return hazards;
    }
    double below = broken.isEmpty() ? 0.5 : broken.getAsLong() < 0 ? 1 : 0.02;
    double above = broken.isEmpty() ? 0.7 : broken.getAsLong() < 0 ? 0.1 : 1;
    String last = access.end() ? " > " : " >= ";
    String within = access.end() ? " <= " : " < ";
    hazards.add(
        new Hazard(
            access.use(),
            List.of(access.container(), index),
            text + last + access.size(),
            text + within + access.size(),
            "`"
                + NullHazards.oneLine(text)
                + "` can be past the end of `"
                + owner(site, access)
                + "`",
            above));
    hazards.add(
        new Hazard(
            access.use(),
            List.of(index),
            text + " < 0",
            text + " >= 0",
            "`" + NullHazards.oneLine(text) + "` can be negative and is used as an index",
            below));
    hazards.removeIf(hazard -> hazard.likelihood() < 0.05);
    return hazards;
  }

  private static boolean asksIsEmpty(Access access) {
    ITypeBinding type = access.container().resolveTypeBinding();
    return access.size().endsWith(".size()")
        || (type != null && type.getQualifiedName().equals("java.lang.String"));
  }

  private static String owner(Site site, Access access) {
    return NullHazards.oneLine(site.file().source(access.container()));
  }

  private static Hazard tooShort(Access access, Expression index, String text, String list) {
    if (text.equals("0") && !access.end()) {
      return empty(access, index, list, 0.9);
    }
    String fewer = access.end() ? " < " : " <= ";
    String enough = access.end() ? " >= " : " > ";
    return new Hazard(
        access.use(),
        List.of(access.container()),
        access.size() + fewer + text,
        access.size() + enough + text,
        "`" + NullHazards.oneLine(access.size()) + "` can be too small for index " + text,
        0.85);
  }

  private static Hazard empty(Access access, Expression index, String list, double likelihood) {
    return new Hazard(
        access.use(),
        List.of(access.container()),
        list.isEmpty() ? access.size() + " == 0" : list + ".isEmpty()",
        list.isEmpty() ? access.size() + " > 0" : "!" + list + ".isEmpty()",
        "`"
            + NullHazards.oneLine(access.size())
            + "` can be 0, and then index "
            + NullHazards.oneLine(index.toString())
            + " does not exist",
        likelihood);
  }
}
