package dev.hephaestus.server.incident;

import java.util.List;

/** Whose code a class is, as far as its name says. */
final class Libraries {
  private static final List<String> JDK = List.of("java", "javax", "jdk", "sun", "com.sun");

  /** Widely used libraries and languages; a name here is never an application's own. */
  private static final List<String> KNOWN =
      List.of(
          "akka",
          "ch.qos.logback",
          "clojure",
          "com.fasterxml",
          "com.github.benmanes",
          "com.google.common",
          "com.google.gson",
          "com.google.inject",
          "com.google.protobuf",
          "com.mongodb",
          "com.mysql",
          "com.netflix",
          "com.zaxxer",
          "feign",
          "graphql",
          "groovy",
          "io.grpc",
          "io.lettuce",
          "io.micrometer",
          "io.micronaut",
          "io.netty",
          "io.opentelemetry",
          "io.quarkus",
          "io.reactivex",
          "io.undertow",
          "io.vertx",
          "jakarta",
          "javassist",
          "junit",
          "kotlin",
          "kotlinx",
          "liquibase",
          "net.bytebuddy",
          "net.sf.cglib",
          "okhttp3",
          "okio",
          "oracle.jdbc",
          "org.aopalliance",
          "org.apache",
          "org.aspectj",
          "org.codehaus.groovy",
          "org.eclipse",
          "org.flywaydb",
          "org.glassfish",
          "org.h2",
          "org.hibernate",
          "org.jboss",
          "org.jdbi",
          "org.jooq",
          "org.junit",
          "org.mariadb",
          "org.mockito",
          "org.mybatis",
          "org.postgresql",
          "org.quartz",
          "org.slf4j",
          "org.springframework",
          "org.sqlite",
          "org.testng",
          "org.thymeleaf",
          "org.xerial",
          "reactor",
          "redis.clients",
          "retrofit2",
          "rx",
          "scala",
          "zipkin2");

  private Libraries() {}

  static boolean isJdk(String className) {
    return isWithin(className, JDK);
  }

  static boolean isLibrary(String className) {
    return isJdk(className) || isWithin(className, KNOWN);
  }

  /** Whether the class is in one of the packages or below; a prefix ends where a name ends. */
  static boolean isWithin(String className, List<String> packages) {
    for (String prefix : packages) {
      String bare = prefix.endsWith(".") ? prefix.substring(0, prefix.length() - 1) : prefix;
      if (className.startsWith(bare)
          && (className.length() == bare.length()
              || className.charAt(bare.length()) == '.'
              || className.charAt(bare.length()) == '$')) {
        return true;
      }
    }
    return false;
  }
}
