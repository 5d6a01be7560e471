package dev.hephaestus.server.validation.reproduction.harness;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The values of a type that the search tries, cheapest first: constants, constructors, factories,
 * builders, implementations, and each of them after one or two calls that change it.
 *
 * <p><i>Source:</i> feedback-directed test generation (Randoop: Pacheco et al., ICSE 2007) keeps
 * only call sequences that run; here they are enumerated by cost instead of at random.
 */
final class Values {
  private static final int NAMED = 2;
  private static final int MAX_DEPTH = 3;
  private static final int[] PER_TYPE = {3000, 40, 10, 4};
  private static final int[] PER_EXECUTABLE = {16, 6, 3, 1};
  private static final int MAX_TRIES = 60;
  private static final int MAX_IMPLEMENTATIONS = 6;
  private static final int MAX_PRODUCERS = 8;
  private static final int NULL_COST = 3;

  private final ProjectClasses project;
  private final PlainValues plain;
  private final String packageName;
  private final List<String> types;
  private final Map<String, List<Expression>> known = new HashMap<>();

  /**
   * Values that a package can see.
   *
   * @param types names of classes whose objects go where any object does
   */
  Values(ProjectClasses project, PlainValues plain, String packageName, List<String> types) {
    this.project = project;
    this.plain = plain;
    this.packageName = packageName;
    this.types = List.copyOf(types);
  }

  /** Values for a parameter. */
  List<Expression> of(Type type, int depth) {
    Class<?> erased = Types.erase(type);
    List<Expression> values = new ArrayList<>(withoutNull(type, depth));
    if (!erased.isPrimitive()) {
      values.add(new Expression.Null(erased, NULL_COST));
    }
    return sorted(values, PER_TYPE[depth]);
  }

  /** Values that a method can be called on. */
  List<Expression> withoutNull(Type type, int depth) {
    if (depth > MAX_DEPTH) {
      return List.of();
    }
    String key = depth + " " + type.getTypeName();
    List<Expression> values = known.get(key);
    if (values == null) {
      known.put(key, List.of()); // a type that needs itself has no value this way
      values = sorted(find(type, depth), PER_TYPE[depth]);
      known.put(key, values);
    }
    return values;
  }

  private static List<Expression> sorted(List<Expression> values, int limit) {
    return values.stream().sorted(Comparator.comparingInt(Expression::cost)).limit(limit).toList();
  }

  private List<Expression> find(Type type, int depth) {
    Class<?> erased = Types.erase(type);
    List<Expression> values = new ArrayList<>(plain.of(erased));
    if (erased == Object.class) {
      values.addAll(0, named(depth));
    }
    if (values.isEmpty()) {
      values.addAll(
          new CollectionValues(element -> of(element, Math.min(depth + 1, MAX_DEPTH))).of(type));
    }
    if (values.isEmpty() && erased.isArray()) {
      arrays(type, erased, depth, values);
    } else if (values.isEmpty() && erased.isEnum()) {
      constants(erased, erased, values);
    } else if (values.isEmpty() && Types.isAccessible(erased, packageName)) {
      objects(erased, depth, values);
    }
    return values;
  }

  /** Objects of the classes that the record names: one of them was where another was expected. */
  private List<Expression> named(int depth) {
    return types.stream()
        .flatMap(name -> project.load(name).stream())
        .filter(type -> type != Object.class)
        .flatMap(type -> withoutNull(type, Math.min(depth + 1, MAX_DEPTH)).stream().limit(NAMED))
        .toList();
  }

  private void arrays(Type type, Class<?> erased, int depth, List<Expression> values) {
    Class<?> component = erased.getComponentType();
    Type element = type instanceof GenericArrayType g ? g.getGenericComponentType() : component;
    values.add(new Expression.ArrayOf(component, List.of(), 1));
    if (component == byte.class) {
      plain.texts().forEach((text, cost) -> values.add(bytes(text, cost)));
    }
    List<Expression> some =
        withoutNull(element, Math.min(depth + 1, MAX_DEPTH)).stream().limit(8).toList();
    for (Expression one : some) {
      values.add(new Expression.ArrayOf(component, List.of(one), 1 + one.cost()));
    }
    for (Expression one : some.stream().limit(4).toList()) {
      for (Expression two : some.stream().limit(4).toList()) {
        values.add(
            new Expression.ArrayOf(component, List.of(one, two), 2 + one.cost() + two.cost()));
      }
    }
    if (!component.isPrimitive()) {
      values.add(new Expression.ArrayOf(component, List.of(new Expression.Null(component, 0)), 4));
    }
  }

  private static Expression bytes(String text, int cost) {
    return new Expression.Plain(
        () -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        w ->
            Literals.of(text)
                + ".getBytes("
                + w.type(java.nio.charset.StandardCharsets.class)
                + ".UTF_8)",
        cost + 1);
  }

  private void objects(Class<?> type, int depth, List<Expression> values) {
    constants(type, type, values);
    if (!Modifier.isAbstract(type.getModifiers()) && !isInner(type)) {
      for (Constructor<?> constructor : sorted(type.getDeclaredConstructors())) {
        calls(constructor, List.of(), depth, 1, values);
      }
    }
    for (Method method : sorted(type.getDeclaredMethods())) {
      if (Modifier.isStatic(method.getModifiers())
          && type.isAssignableFrom(method.getReturnType())) {
        calls(method, List.of(), depth, 1, values);
      }
    }
    if (Modifier.isAbstract(type.getModifiers()) || type.isInterface()) {
      for (Class<?> implementation :
          project.implementationsOf(type, packageName).stream()
              .limit(MAX_IMPLEMENTATIONS)
              .toList()) {
        values.addAll(
            withoutNull(implementation, Math.max(depth, 1)).stream()
                .limit(PER_TYPE[Math.max(1, depth)])
                .toList());
      }
      if (type.isInterface() && !type.isSealed() && !type.isAnnotation()) {
        values.add(new Stub(type, 3));
      }
    }
    if (project.contains(type.getName())) {
      if (values.isEmpty() || depth == 0) {
        producers(type, depth, values);
      }
      changed(type, depth, values);
    }
  }

  private void constants(Class<?> owner, Class<?> type, List<Expression> values) {
    for (Field field : owner.getDeclaredFields()) {
      boolean isConstant =
          Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers());
      if (isConstant
          && type.isAssignableFrom(field.getType())
          && Types.isAccessible(field, packageName)) {
        open(field);
        keepIfItRuns(new Expression.Constant(field, 1 + values.size() / 4), values);
      }
    }
  }

  /** Values that other classes of the package give out. */
  private void producers(Class<?> type, int depth, List<Expression> values) {
    if (depth >= 2) {
      return;
    }
    int found = 0;
    for (Class<?> owner : project.accessibleFrom(packageName)) {
      if (owner == type || !owner.getPackageName().equals(type.getPackageName())) {
        continue;
      }
      for (Method method : sorted(declaredMethods(owner))) {
        if (method.getReturnType() == type
            && found < MAX_PRODUCERS
            && method.getParameterCount() <= 3) {
          boolean isStatic = Modifier.isStatic(method.getModifiers());
          List<Expression> receivers = isStatic ? List.of() : withoutNull(owner, depth + 1);
          if (isStatic || !receivers.isEmpty()) {
            calls(method, receivers, depth, 3, values);
            found++;
          }
        }
      }
    }
  }

  /** Each of the first values after a call that returns the same type, or that changes it. */
  private void changed(Class<?> type, int depth, List<Expression> values) {
    if (depth > 1) {
      return;
    }
    List<Method> changing =
        Stream.of(sorted(allMethods(type)))
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getParameterCount() <= 4 && Changing.likely(method, type))
            .toList();
    int rounds = depth == 0 ? 2 : 1;
    List<Expression> from = sorted(values, 3);
    for (int round = 0; round < rounds && !from.isEmpty(); round++) {
      List<Expression> made = new ArrayList<>();
      for (Method method : changing) {
        for (Expression base : from) {
          change(type, method, base, depth, made);
        }
      }
      values.addAll(made);
      from = sorted(made, depth == 0 ? 60 : 6);
    }
  }

  private void change(
      Class<?> type, Method method, Expression base, int depth, List<Expression> made) {
    if (!Types.isAccessible(method, packageName)) {
      return;
    }
    open(method);
    Product arguments = new Product(slots(method, Math.max(1, depth)));
    int tries = method.getParameterCount() == 0 ? 1 : depth == 0 ? 6 : 2;
    for (int i = 0; i < tries; i++) {
      List<Expression> chosen = arguments.next();
      if (chosen == null) {
        return;
      }
      int cost = base.cost() + 2 + chosen.stream().mapToInt(Expression::cost).sum();
      if (type.isAssignableFrom(method.getReturnType()) && !(base instanceof Expression.Prepared)) {
        keepIfItRuns(new Expression.Call(method, base, chosen, cost), made);
      } else {
        Expression.Call call = new Expression.Call(method, null, chosen, 0);
        List<Expression.Call> calls = new ArrayList<>();
        Expression start = base;
        if (base instanceof Expression.Prepared prepared) {
          calls.addAll(prepared.calls());
          start = prepared.base();
        }
        calls.add(call);
        keepIfItRuns(new Expression.Prepared(type, start, List.copyOf(calls), cost), made);
      }
    }
  }

  private void calls(
      Executable executable,
      List<Expression> receivers,
      int depth,
      int cost,
      List<Expression> values) {
    if (!Types.isAccessible(executable, packageName)) {
      return;
    }
    open((AccessibleObject) executable);
    List<List<Expression>> slots = new ArrayList<>(slots(executable, depth + 1));
    boolean onReceiver = !receivers.isEmpty();
    if (onReceiver) {
      slots.add(0, receivers);
    }
    Product product = new Product(slots);
    int wanted = values.size() + PER_EXECUTABLE[depth];
    for (int i = 0; i < MAX_TRIES && values.size() < wanted; i++) {
      List<Expression> chosen = product.next();
      if (chosen == null) {
        return;
      }
      int total = cost + chosen.stream().mapToInt(Expression::cost).sum();
      List<Expression> arguments = onReceiver ? chosen.subList(1, chosen.size()) : chosen;
      keepIfItRuns(
          new Expression.Call(executable, onReceiver ? chosen.get(0) : null, arguments, total),
          values);
    }
  }

  /** For each parameter its values. */
  List<List<Expression>> slots(Executable executable, int depth) {
    List<List<Expression>> slots = new ArrayList<>();
    for (Type parameter : parameters(executable)) {
      slots.add(depth > MAX_DEPTH ? List.of() : of(parameter, depth));
    }
    return slots;
  }

  private static List<Type> parameters(Executable executable) {
    Type[] generic = executable.getGenericParameterTypes();
    return List.of(
        generic.length == executable.getParameterCount()
            ? generic
            : executable.getParameterTypes());
  }

  private static void keepIfItRuns(Expression expression, List<Expression> values) {
    try {
      if (expression.make() != null) {
        values.add(expression);
      }
    } catch (Throwable e) { // foreign code may throw anything
      Objects.requireNonNull(e);
    }
  }

  private static boolean isInner(Class<?> type) {
    return type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
  }

  static void open(AccessibleObject member) {
    try {
      member.setAccessible(true);
    } catch (RuntimeException e) {
      // Public members work without.
    }
  }

  static Method[] declaredMethods(Class<?> owner) {
    try {
      return owner.getDeclaredMethods();
    } catch (LinkageError e) {
      return new Method[0];
    }
  }

  private Method[] allMethods(Class<?> type) {
    List<Method> all = new ArrayList<>();
    for (Class<?> c = type; c != null && project.contains(c.getName()); c = c.getSuperclass()) {
      all.addAll(List.of(declaredMethods(c)));
    }
    if (type.isInterface()) {
      all.addAll(List.of(type.getMethods()));
    }
    return all.toArray(new Method[0]);
  }

  /** Fewer parameters first, then by name: reflection has no order. */
  private static <E extends Executable> E[] sorted(E[] executables) {
    E[] copy = executables.clone();
    java.util.Arrays.sort(
        copy,
        Comparator.<E>comparingInt(Executable::getParameterCount)
            .thenComparing(Executable::toString));
    return copy;
  }
}
