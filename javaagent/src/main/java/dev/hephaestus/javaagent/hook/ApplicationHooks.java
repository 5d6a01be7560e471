package dev.hephaestus.javaagent.hook;

import dev.hephaestus.javaagent.capture.ApplicationClasses;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the application's own classes as they are loaded, and no class that is loaded already.
 *
 * <p><i>Errors:</i> a class that cannot be woven is left as it is. <i>Threads:</i> any.
 */
final class ApplicationHooks implements ClassFileTransformer {

  private final ApplicationClasses application;

  ApplicationHooks(ApplicationClasses application) {
    this.application = application;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null || className == null || redefined != null) {
      return null;
    }
    try {
      return application.isOwn(className, domain)
          ? ClassWeaver.woven(classFile, BootClass.INTERNAL_NAME)
          : null;
    } catch (Throwable e) { // The edge: what happens here must not keep a class from being loaded.
      return null;
    }
  }
}
