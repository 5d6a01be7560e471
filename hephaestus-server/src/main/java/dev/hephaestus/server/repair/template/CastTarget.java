package dev.hephaestus.server.repair.template;

import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.core.dom.CastExpression;
import org.eclipse.jdt.core.dom.Expression;

/**
 * Converts instead of casting: numbers by way of {@code Number}, anything to text by {@code
 * String.valueOf}.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP7: mutate data type).
 */
final class CastTarget implements Operator {
  private static final Set<String> NUMBERS =
      Set.of(
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Short",
          "java.lang.Byte",
          "java.math.BigDecimal",
          "java.math.BigInteger");
  private static final Map<String, String> CONVERSIONS =
      Map.of(
          "Integer",
          "intValue",
          "int",
          "intValue",
          "Long",
          "longValue",
          "long",
          "longValue",
          "Double",
          "doubleValue",
          "double",
          "doubleValue",
          "Float",
          "floatValue",
          "Short",
          "shortValue");

  @Override
  public String name() {
    return "cast-target";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().is("ClassCastException")) {
      return;
    }
    String actual = scene.fault().actualClass().orElse("");
    for (CastExpression cast : scene.site().at(CastExpression.class)) {
      String type = cast.getType().toString();
      if (!CastHazards.isNamed(scene.fault().expectedClass(), type) && !isUnboxing(type)) {
        continue;
      }
      String value = scene.file().source(cast.getExpression());
      String owner = Nodes.isTight(cast.getExpression()) ? value : "(" + value + ")";
      String cause =
          "In "
              + scene.site().symbol()
              + " `"
              + NullHazards.oneLine(value)
              + "` is cast to "
              + type
              + " although it can be of another class.";
      String conversion = CONVERSIONS.get(type);
      if (conversion != null && NUMBERS.contains(actual)) {
        add(scene, sketches, cast, "((Number) " + owner + ")." + conversion + "()", cause, 0.96);
      } else if (type.equals("String")) {
        add(scene, sketches, cast, "String.valueOf(" + value + ")", cause, 0.9);
      }
    }
  }

  private static boolean isUnboxing(String type) {
    return Character.isLowerCase(type.charAt(0));
  }

  private void add(
      Scene scene, Sketches sketches, Expression cast, String text, String cause, double score) {
    sketches.add(this, scene, score, cause, new Rewrite(scene.file()).replace(cast, text));
  }
}
