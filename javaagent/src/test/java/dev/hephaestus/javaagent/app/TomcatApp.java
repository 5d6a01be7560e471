package dev.hephaestus.javaagent.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Runs Tomcat with the web applications in the folders of its arguments, until its input ends. */
public final class TomcatApp {

  private TomcatApp() {}

  public static void main(String[] args) throws Exception {
    Path base = Files.createTempDirectory("tomcat");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    for (String folder : args) {
      Context context =
          tomcat.addWebapp("/" + new File(folder).getName(), new File(folder).getAbsolutePath());
      context.addApplicationListener("dev.hephaestus.javaagent.app.WebApp");
    }
    tomcat.start();
    System.in.readAllBytes();
    tomcat.stop();
    tomcat.destroy();
    System.out.println("ended");
  }
}
