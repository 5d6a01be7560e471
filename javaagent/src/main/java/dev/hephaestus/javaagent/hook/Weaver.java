package dev.hephaestus.javaagent.hook;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Adds {@link ReturningAdvice} to methods of one class. */
final class Weaver {

  private Weaver() {}

  static byte[] weave(
      String name, Set<String> methods, byte[] classFile, @Nullable ClassLoader loader) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, classFile),
            ClassFileLocator.ForClassLoader.of(loader));
    TypeDescription type =
        new TypePool.Default.WithLazyResolution(
                TypePool.CacheProvider.Simple.withObjectType(),
                locator,
                TypePool.Default.ReaderMode.FAST)
            .describe(name)
            .resolve();
    return new ByteBuddy()
        .with(TypeValidation.DISABLED)
        .decorate(type, locator)
        .visit(Advice.to(ReturningAdvice.class).on(among(methods)))
        .make()
        .getBytes();
  }

  private static ElementMatcher<MethodDescription> among(Set<String> methods) {
    ElementMatcher.Junction<MethodDescription> wanted =
        namedOneOf(methods.toArray(new String[0])).and(not(isAbstract())).and(not(isStatic()));
    return methods.contains("<init>") ? wanted.or(isConstructor()) : wanted;
  }
}
