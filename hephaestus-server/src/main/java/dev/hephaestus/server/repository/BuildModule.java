package dev.hephaestus.server.repository;

import java.util.List;

/**
 * What a build file says of its module.
 *
 * @param folder where the build file is
 * @param kind whose build file it is
 * @param name the module's name
 * @param mainRoots source roots that it names, from the repository's root
 * @param testRoots test roots that it names
 * @param needs the names of what it depends on, also of what is not in the repository
 */
record BuildModule(
    String folder,
    ProjectLayout.Kind kind,
    String name,
    List<String> mainRoots,
    List<String> testRoots,
    List<String> needs) {

  BuildModule {
    mainRoots = List.copyOf(mainRoots);
    testRoots = List.copyOf(testRoots);
    needs = List.copyOf(needs);
  }
}
