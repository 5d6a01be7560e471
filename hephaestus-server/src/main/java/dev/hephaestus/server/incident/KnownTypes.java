package dev.hephaestus.server.incident;

/** What the names of the platform's own exceptions say of how they extend each other. */
final class KnownTypes {

  private KnownTypes() {}

  /**
   * Whether the class of this name is known to extend the other. Of the application's classes the
   * server has only the names; the platform's are its own too. Nothing of theirs is run.
   */
  static boolean extend(String name, String ancestor) {
    if (!Libraries.isJdk(name) || !Libraries.isJdk(ancestor)) {
      return false;
    }
    try {
      Class<?> type = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
      for (Class<?> up = type.getSuperclass(); up != null; up = up.getSuperclass()) {
        if (up.getName().equals(ancestor)) {
          return true;
        }
      }
    } catch (ClassNotFoundException | LinkageError unknown) {
      return false;
    }
    return false;
  }
}
