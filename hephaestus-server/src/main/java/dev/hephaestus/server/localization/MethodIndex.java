package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Methods by the words of their identifiers and string literals.
 *
 * <p><i>Threads:</i> immutable; safe for use by many at once.
 *
 * <p><i>Source:</i> BM25 (Robertson and Zaragoza, 2009) over identifiers split into words, as
 * BugLocator and its successors rank source by a report's text.
 */
final class MethodIndex {

  /** A method and how well it answers a query, above 0; comparable within one answer only. */
  record Hit(MethodDeclaration method, double score) {}

  private static final String WORDS = "words";
  private static final int MOST_WORDS_ASKED = 128;

  private final List<MethodDeclaration> methods = new ArrayList<>();
  private final IndexSearcher searcher;

  MethodIndex(Collection<MethodBody> bodies) {
    ByteBuffersDirectory memory = new ByteBuffersDirectory();
    // One thread and no merging: methods keep the order they came in, which breaks ties.
    IndexWriterConfig config =
        new IndexWriterConfig(new WhitespaceAnalyzer()).setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(memory, config)) {
      for (MethodBody body : bodies) {
        Document document = new Document();
        document.add(new TextField(WORDS, words(body), Field.Store.NO));
        writer.addDocument(document);
        methods.add(body.method());
      }
      writer.commit();
      searcher = new IndexSearcher(DirectoryReader.open(memory));
    } catch (IOException e) {
      throw new UncheckedIOException("indexing in memory failed", e);
    }
  }

  /** The methods that answer best, best first. */
  List<Hit> search(Set<String> words, int most) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    words.stream()
        .limit(MOST_WORDS_ASKED)
        .forEach(
            word -> query.add(new TermQuery(new Term(WORDS, word)), BooleanClause.Occur.SHOULD));
    try {
      List<Hit> hits = new ArrayList<>();
      for (ScoreDoc found : searcher.search(query.build(), most).scoreDocs) {
        hits.add(new Hit(methods.get(found.doc), found.score));
      }
      return hits;
    } catch (IOException e) {
      throw new UncheckedIOException("searching in memory failed", e);
    }
  }

  private static String words(MethodBody body) {
    MethodDeclaration method = body.method();
    StringJoiner text = new StringJoiner(" ");
    Words.add(CodeGraph.simple(method.typeName()), text);
    Words.add(method.name(), text);
    for (MethodDeclaration.Parameter parameter : method.parameters()) {
      Words.add(parameter.type(), text);
      Words.add(parameter.name(), text);
    }
    for (MethodBody.Call call : body.calls()) {
      Words.add(call.name(), text);
      Words.add(call.receiver(), text);
    }
    body.fieldReads().stream().sorted().forEach(name -> Words.add(name, text));
    body.assignments().forEach(assignment -> Words.add(assignment.target(), text));
    body.throwSites().forEach(site -> site.literals().forEach(each -> Words.add(each, text)));
    body.logStatements().forEach(log -> log.literals().forEach(each -> Words.add(each, text)));
    return text.toString();
  }
}
