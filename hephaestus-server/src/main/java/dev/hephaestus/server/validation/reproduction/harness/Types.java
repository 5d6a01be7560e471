package dev.hephaestus.server.validation.reproduction.harness;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.stream.Stream;

/** Questions about reflected types. */
final class Types {
  private Types() {}

  static Class<?> erase(Type type) {
    return switch (type) {
      case Class<?> c -> c;
      case ParameterizedType p -> (Class<?>) p.getRawType();
      case GenericArrayType a ->
          Array.newInstance(erase(a.getGenericComponentType()), 0).getClass();
      case TypeVariable<?> v -> v.getBounds()[0].equals(v) ? Object.class : erase(v.getBounds()[0]);
      case WildcardType w -> erase(w.getUpperBounds()[0]);
      default -> Object.class;
    };
  }

  /** The type argument at a position, Object where there is none. */
  static Type argument(Type type, int index) {
    if (type instanceof ParameterizedType p && index < p.getActualTypeArguments().length) {
      Type argument = p.getActualTypeArguments()[index];
      return argument instanceof WildcardType || argument instanceof TypeVariable<?>
          ? erase(argument)
          : argument;
    }
    return Object.class;
  }

  /** Whether a test in the package can name the class. */
  static boolean isAccessible(Class<?> type, String packageName) {
    if (type.isPrimitive()) {
      return true;
    }
    if (type.isArray()) {
      return isAccessible(type.getComponentType(), packageName);
    }
    if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic() || type.isHidden()) {
      return false;
    }
    Class<?> enclosing = type.getEnclosingClass();
    int modifiers = type.getModifiers();
    boolean own =
        Modifier.isPublic(modifiers)
            || (!Modifier.isPrivate(modifiers) && type.getPackageName().equals(packageName));
    return own && (enclosing == null || isAccessible(enclosing, packageName));
  }

  /** Whether a test in the package can use the member. */
  static boolean isAccessible(Member member, String packageName) {
    Class<?> owner = member.getDeclaringClass();
    boolean own =
        Modifier.isPublic(member.getModifiers())
            || (!Modifier.isPrivate(member.getModifiers())
                && owner.getPackageName().equals(packageName));
    return own && !member.isSynthetic() && isAccessible(owner, packageName);
  }

  /** Whether another one of the same name takes as many arguments. */
  static boolean isOverloaded(Executable executable) {
    Class<?> owner = executable.getDeclaringClass();
    Stream<? extends Executable> all =
        executable instanceof Constructor<?>
            ? Stream.of(owner.getDeclaredConstructors())
            : Stream.of(owner.getDeclaredMethods())
                .filter(method -> method.getName().equals(executable.getName()));
    return all.filter(other -> !other.isSynthetic())
            .filter(
                other ->
                    other.isVarArgs()
                        || other.getParameterCount() == executable.getParameterCount())
            .count()
        > 1;
  }
}
