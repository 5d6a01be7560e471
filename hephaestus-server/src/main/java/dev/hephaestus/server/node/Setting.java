package dev.hephaestus.server.node;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One thing that can be set for a node by itself, with the path that names it on the wire. */
public enum Setting {
  MODE("mode") {
    @Override
    public NodeSettings take(NodeSettings from, NodeSettings into) {
      return new NodeSettings(
          from.mode(), into.threshold(), into.contextRecords(), into.shipAll(), into.packages());
    }
  },
  THRESHOLD_LEVEL("threshold.level") {
    @Override
    public NodeSettings take(NodeSettings from, NodeSettings into) {
      Threshold old = into.threshold();
      return with(into, new Threshold(from.threshold().level(), old.count(), old.window()));
    }
  },
  THRESHOLD_COUNT("threshold.count") {
    @Override
    public NodeSettings take(NodeSettings from, NodeSettings into) {
      Threshold old = into.threshold();
      return with(into, new Threshold(old.level(), from.threshold().count(), old.window()));
    }
  },
  THRESHOLD_WINDOW("threshold.window") {
    @Override
    public NodeSettings take(NodeSettings from, NodeSettings into) {
      Threshold old = into.threshold();
      return with(into, new Threshold(old.level(), old.count(), from.threshold().window()));
    }
  },
  CONTEXT_RECORDS("context_records") {
    @Override
    public NodeSettings take(NodeSettings from, NodeSettings into) {
      return new NodeSettings(
          into.mode(), into.threshold(), from.contextRecords(), into.shipAll(), into.packages());
    }
  },
  SHIP("ship") {
    @Override
    public NodeSettings take(NodeSettings from, NodeSettings into) {
      return new NodeSettings(
          into.mode(), into.threshold(), into.contextRecords(), from.shipAll(), into.packages());
    }
  },
  PACKAGES("packages") {
    @Override
    public NodeSettings take(NodeSettings from, NodeSettings into) {
      return new NodeSettings(
          into.mode(), into.threshold(), into.contextRecords(), into.shipAll(), from.packages());
    }
  };

  private final String path;

  Setting(String path) {
    this.path = path;
  }

  /** Its name on the wire: {@code threshold.count}. */
  public String path() {
    return path;
  }

  /** {@code into}, with this one setting as it is in {@code from}. */
  public abstract NodeSettings take(NodeSettings from, NodeSettings into);

  /** The settings that a path names: one, or all below it; none when it names nothing. */
  public static Set<Setting> under(String path) {
    return Stream.of(values())
        .filter(setting -> setting.path.equals(path) || setting.path.startsWith(path + "."))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Setting.class)));
  }

  /** {@code into}, with each of the settings as it is in {@code from}. */
  static NodeSettings takeAll(Set<Setting> settings, NodeSettings from, NodeSettings into) {
    NodeSettings result = into;
    for (Setting setting : settings) {
      result = setting.take(from, result);
    }
    return result;
  }

  private static NodeSettings with(NodeSettings into, Threshold threshold) {
    return new NodeSettings(
        into.mode(), threshold, into.contextRecords(), into.shipAll(), into.packages());
  }
}
