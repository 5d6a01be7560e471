package dev.hephaestus.server.repository.syntax;

import org.treesitter.TSLanguage;
import org.treesitter.TSSymbolType;

/** A grammar's names by their numbers, so that no text crosses from native code for each node. */
final class NodeNames {

  private static final String ERROR = "ERROR";

  private final String[] types;
  private final boolean[] named;
  private final boolean[] comments;
  private final boolean[] words;
  private final String[] fields;

  NodeNames(TSLanguage language) {
    int count = language.symbolCount();
    types = new String[count];
    named = new boolean[count];
    comments = new boolean[count];
    words = new boolean[count];
    for (int i = 0; i < count; i++) {
      types[i] = language.symbolName(i);
      named[i] = language.symbolType(i) == TSSymbolType.TSSymbolTypeRegular;
      comments[i] = named[i] && types[i].contains("comment");
      words[i] = !types[i].isEmpty() && Character.isLetter(types[i].charAt(0));
    }
    fields = new String[language.fieldCount() + 1];
    fields[0] = "";
    for (int i = 1; i < fields.length; i++) {
      fields[i] = language.fieldNameForId(i);
    }
  }

  String type(int symbol) {
    return symbol >= 0 && symbol < types.length ? types[symbol] : ERROR;
  }

  String field(int id) {
    return id >= 0 && id < fields.length ? fields[id] : "";
  }

  boolean isNamed(int symbol) {
    return symbol < 0 || symbol >= named.length || named[symbol];
  }

  boolean isComment(int symbol) {
    return symbol >= 0 && symbol < comments.length && comments[symbol];
  }

  boolean isWord(int symbol) {
    return symbol >= 0 && symbol < words.length && words[symbol];
  }
}
