package dev.hephaestus.server.incident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Learns the templates of messages that come without one.
 *
 * <p>A message joins the template that it fits. It makes one more general where it differs in what
 * looks like a value, or in words where four others did before it: one other word may be another
 * fault, "could not start" and "could not stop"; many are data. In the same way an end behind a
 * colon is taken for data once four others were seen there, whatever their lengths. A template is
 * known by its first message for good; what is found to be covered by it becomes part of it.
 *
 * <p><i>Shape:</i> bounded: the templates used longest ago are forgotten, and a message whose
 * template was forgotten is known by its own words again.
 *
 * <p><i>Threads:</i> one at a time.
 *
 * <p><i>Source:</i> the tree of fixed depth (length, then first word) and the similarity are of He,
 * Zhu, Zheng and Lyu, "Drain: An Online Log Parsing Approach with Fixed Depth Tree", ICWS 2017;
 * that a word is a value when many stand in its place is of Vaarandi, "A Data Clustering Algorithm
 * for Mining Patterns from Event Logs", IPOM 2003, and of Dai et al., "Logram", TSE 2020.
 */
final class TemplateMiner implements Wording {
  /** How many templates there are at most. */
  static final int MOST_TEMPLATES = 50_000;

  private static final int MOST_IN_A_LEAF = 64;

  /** As many messages that differ in words only are two faults, or more; one more is data. */
  private static final int ENOUGH = 4;

  private final int most;
  private final Map<Key, Leaf> leaves = new LinkedHashMap<>(64, 0.75f, true);
  private final Set<LearnedTemplate> learned = new LinkedHashSet<>();
  private int size;

  /** A leaf of the tree: same scope, same length, same first word; or same head, length 0. */
  private record Key(String nodeId, String scope, int length, String first) {}

  private static final class Leaf {
    final List<Template> templates = new ArrayList<>(1);
  }

  TemplateMiner() {
    this(MOST_TEMPLATES);
  }

  TemplateMiner(int most) {
    this.most = most;
  }

  @Override
  public String known(String nodeId, String scope, String shape) {
    String[] words = Template.words(shape);
    int head = Template.head(words);
    Leaf heads = head == 0 ? null : leaves.get(headKey(nodeId, scope, words, head));
    if (heads != null && heads.templates.get(0).isOpen()) {
      return heads.templates.get(0).founder();
    }
    Key key = key(nodeId, scope, words);
    Leaf leaf = leaves.computeIfAbsent(key, k -> new Leaf());
    Template fitting = fitting(leaf, words);
    if (fitting != null) {
      return fitting.founder();
    }
    Template widened = widened(key, leaf, words);
    if (widened != null) {
      return widened.founder();
    }
    if (heads != null && heads.templates.size() >= ENOUGH) {
      Template open = heads.templates.get(0).opened(head);
      heads.templates.clear();
      heads.templates.add(open);
      learned.add(open.learned(nodeId, scope));
      return open.founder();
    }
    if (leaf.templates.size() >= MOST_IN_A_LEAF) {
      return shape;
    }
    add(key, leaf, Template.of(shape, words), head);
    return shape;
  }

  private void add(Key key, Leaf leaf, Template template, int head) {
    leaf.templates.add(template);
    size++;
    if (leaf.templates.size() > 1) {
      learn(key, leaf);
    }
    if (head > 0) {
      Key headKey = headKey(key.nodeId, key.scope, template.pattern(), head);
      Leaf heads = leaves.computeIfAbsent(headKey, k -> new Leaf());
      heads.templates.add(template);
      size++;
      if (heads.templates.size() > 1) {
        heads.templates.forEach(each -> learned.add(each.learned(key.nodeId, key.scope)));
      }
    }
    var eldest = leaves.entrySet().iterator();
    while (size > most && eldest.hasNext()) {
      size -= eldest.next().getValue().templates.size();
      eldest.remove();
    }
  }

  /** One template alone is known by its own words, also after a restart: nothing to be kept. */
  private void learn(Key key, Leaf leaf) {
    leaf.templates.forEach(template -> learned.add(template.learned(key.nodeId, key.scope)));
  }

  private static @Nullable Template fitting(Leaf leaf, String[] words) {
    Template best = null;
    for (Template template : leaf.templates) {
      if (template.fits(words) && (best == null || template.variables() < best.variables())) {
        best = template;
      }
    }
    return best;
  }

  private @Nullable Template widened(Key key, Leaf leaf, String[] words) {
    List<Template> alike = leaf.templates.stream().filter(each -> each.isLike(words)).toList();
    for (Template template : alike) {
      if (template.differsInValuesOnly(words) || varies(template, alike, words)) {
        return widen(key, leaf, template.widened(words));
      }
    }
    return null;
  }

  /**
   * Whether enough words were seen in every place where a template differs from the message, in
   * templates that differ from it nowhere else.
   */
  private static boolean varies(Template template, List<Template> alike, String[] words) {
    List<Integer> places = template.differences(words);
    List<Template> witnesses =
        alike.stream().filter(each -> places.containsAll(each.differences(words))).toList();
    return places.stream()
        .allMatch(
            place ->
                witnesses.stream().map(each -> each.pattern()[place]).distinct().count() >= ENOUGH);
  }

  /** Puts a wider template in the place of those that it covers; the first gives its name. */
  private Template widen(Key key, Leaf leaf, Template wider) {
    List<Template> covered =
        leaf.templates.stream().filter(each -> wider.fits(each.pattern())).toList();
    Template named = new Template(covered.get(0).founder(), wider.pattern(), false);
    leaf.templates.set(leaf.templates.indexOf(covered.get(0)), named);
    leaf.templates.removeAll(covered);
    size -= covered.size() - 1;
    for (Template each : covered) {
      learned.add(
          new Template(each.founder(), wider.pattern(), false).learned(key.nodeId, key.scope));
    }
    return named;
  }

  /** What was learned since this was asked last. */
  List<LearnedTemplate> takeLearned() {
    List<LearnedTemplate> taken = new ArrayList<>();
    // What was widened twice since is there twice: its last state counts.
    Map<List<String>, LearnedTemplate> last = new LinkedHashMap<>();
    for (LearnedTemplate each : learned) {
      last.put(List.of(each.nodeId(), each.scope(), each.founder()), each);
    }
    taken.addAll(last.values());
    learned.clear();
    return taken;
  }

  /** What was taken and could not be kept. */
  void giveBack(List<LearnedTemplate> templates) {
    List<LearnedTemplate> since = List.copyOf(learned);
    learned.clear();
    learned.addAll(templates);
    learned.addAll(since);
  }

  /** Takes up what was learned before, in the order in which it was. */
  void resume(Collection<LearnedTemplate> templates) {
    for (LearnedTemplate one : templates) {
      Template template = Template.of(one);
      String[] words = template.pattern();
      int head = Template.head(words);
      if (template.isOpen()) {
        Leaf heads = new Leaf();
        heads.templates.add(template);
        Leaf before = leaves.put(headKey(one.nodeId(), one.scope(), words, words.length), heads);
        size += 1 - (before == null ? 0 : before.templates.size());
      } else {
        Key key = key(one.nodeId(), one.scope(), words);
        Leaf leaf = leaves.computeIfAbsent(key, k -> new Leaf());
        // Of those that one covers, the first has the name.
        if (leaf.templates.stream().noneMatch(each -> Arrays.equals(each.pattern(), words))) {
          add(key, leaf, template, head);
        }
      }
    }
    learned.clear();
  }

  private static Key key(String nodeId, String scope, String[] words) {
    String first = words.length == 0 || Template.isValue(words[0]) ? Template.ANY : words[0];
    return new Key(nodeId, scope, words.length, first);
  }

  private static Key headKey(String nodeId, String scope, String[] words, int head) {
    return new Key(nodeId, scope, 0, String.join(" ", List.of(words).subList(0, head)));
  }

  int size() {
    return size;
  }
}
