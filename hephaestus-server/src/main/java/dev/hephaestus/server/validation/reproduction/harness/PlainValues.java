package dev.hephaestus.server.validation.reproduction.harness;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Values of the JDK's types: those of the record first, then the borders of the type. */
final class PlainValues {
  private static final int MAX_TEXTS = 40;

  private final List<String> strings;
  private final List<String> literals;
  private final List<String> numbers;

  PlainValues(List<String> strings, List<String> literals, List<String> numbers) {
    this.strings = strings;
    this.literals = literals;
    this.numbers = numbers;
  }

  /** Values of the type without null; none when it is not one of the JDK's common types. */
  List<Expression> of(Class<?> type) {
    List<Expression> values = new ArrayList<>();
    if (type == boolean.class || type == Boolean.class) {
      values.add(Expression.Plain.literal(true, 1));
      values.add(Expression.Plain.literal(false, 1));
    } else if (type == char.class || type == Character.class) {
      characters(values);
    } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      numbers(type, values);
    } else if (type == String.class || type == CharSequence.class || type == Comparable.class) {
      texts().forEach((text, cost) -> values.add(Expression.Plain.literal(text, cost)));
      if (type == CharSequence.class) {
        for (String text : List.of("a", "abc", "")) {
          values.add(builder(StringBuilder.class, text, 3));
        }
      }
    } else if (type == Object.class) {
      objects(values);
    } else {
      others(type, values);
    }
    return values;
  }

  /** Texts with their cost. */
  Map<String, Integer> texts() {
    Map<String, Integer> texts = new LinkedHashMap<>();
    int rank = 0;
    for (String text : strings) {
      texts.putIfAbsent(text, rank++ / 4);
    }
    texts.putIfAbsent("a", 1);
    // A border costs more, so that a call with one of them comes before a call with two.
    for (String text : List.of("", " ", "abc", "0", "-1", "1", "b", "a b", "a,b")) {
      texts.putIfAbsent(text, 2);
    }
    rank = 0;
    for (String text : literals) {
      texts.putIfAbsent(text, 2 + rank++ / 8);
    }
    for (String text : List.of("\n", "\u00e9", "a,b\n1,2\n", "a".repeat(100))) {
      texts.putIfAbsent(text, 4);
    }
    Map<String, Integer> bounded = new LinkedHashMap<>();
    texts.entrySet().stream()
        .limit(MAX_TEXTS)
        .forEach(entry -> bounded.put(entry.getKey(), entry.getValue()));
    return bounded;
  }

  private void characters(List<Expression> values) {
    Set<Character> all = new LinkedHashSet<>(List.of('a', ' ', ',', '-', '0'));
    for (String text : strings) {
      if (text.length() == 1) {
        all.add(text.charAt(0));
      }
    }
    all.addAll(List.of('\n', '\0', '\u00e9', '"'));
    int rank = 0;
    for (char c : all) {
      values.add(Expression.Plain.literal(c, 1 + rank++ / 3));
    }
  }

  private void numbers(Class<?> type, List<Expression> values) {
    Map<Object, Integer> all = new LinkedHashMap<>();
    int rank = 0;
    for (String number : numbers) {
      put(all, type, number, rank++ / 3);
    }
    for (String number : List.of("0", "1", "-1")) {
      put(all, type, number, 1);
    }
    for (String number : List.of("2", "3", "10", "16", "100", "1000")) {
      put(all, type, number, 2);
    }
    for (String number : extremes(type)) {
      put(all, type, number, 3);
    }
    all.forEach((value, cost) -> values.add(written(value, cost)));
  }

  private static Expression written(Object value, int cost) {
    if (value instanceof BigDecimal || value instanceof BigInteger) {
      return new Expression.Plain(
          () -> value,
          w -> "new " + w.type(value.getClass()) + "(" + Literals.of(value.toString()) + ")",
          cost);
    }
    return Expression.Plain.literal(value, cost);
  }

  private static List<String> extremes(Class<?> type) {
    return type == long.class || type == Long.class
        ? List.of(Long.toString(Long.MIN_VALUE), Long.toString(Long.MAX_VALUE))
        : type == byte.class || type == Byte.class
            ? List.of("-128", "127")
            : List.of(Integer.toString(Integer.MIN_VALUE), Integer.toString(Integer.MAX_VALUE));
  }

  private static void put(Map<Object, Integer> all, Class<?> type, String number, int cost) {
    try {
      Object value =
          switch (type.getSimpleName()) {
            case "int", "Integer", "Number" -> Integer.valueOf(number);
            case "long", "Long" -> Long.valueOf(number);
            case "short", "Short" -> Short.valueOf(number);
            case "byte", "Byte" -> Byte.valueOf(number);
            case "double", "Double" -> Double.valueOf(number);
            case "float", "Float" -> Float.valueOf(number);
            case "BigDecimal" -> new BigDecimal(number);
            case "BigInteger" -> new BigInteger(number);
            default -> throw new NumberFormatException("no literal of " + type);
          };
      all.putIfAbsent(value, cost);
    } catch (NumberFormatException e) {
      // A number of another type.
    }
  }

  private void objects(List<Expression> values) {
    texts().entrySet().stream()
        .limit(6)
        .forEach(e -> values.add(Expression.Plain.literal(e.getKey(), e.getValue())));
    values.add(Expression.Plain.literal(1, 2));
    add(values, 2, Object::new, "new Object()");
    add(values, 3, () -> new String[0], "new String[0]");
    add(values, 3, ArrayList::new, "new %s<Object>()", ArrayList.class);
  }

  @SuppressWarnings({"JdkObsolete", "UnnecessaryStringBuilder"}) // the project asks for them
  private void others(Class<?> type, List<Expression> values) {
    if (type == Reader.class || type == StringReader.class || type == Readable.class) {
      texts()
          .forEach(
              (text, cost) ->
                  values.add(
                      new Expression.Plain(
                          () -> new StringReader(text),
                          w -> "new " + w.type(StringReader.class) + "(" + Literals.of(text) + ")",
                          cost)));
    } else if (type == InputStream.class || type == ByteArrayInputStream.class) {
      texts().forEach((text, cost) -> values.add(stream(text, cost)));
    } else if (type == OutputStream.class) {
      add(values, 1, ByteArrayOutputStream::new, "new %s()", ByteArrayOutputStream.class);
    } else if (type == Writer.class || type == Appendable.class || type == StringWriter.class) {
      add(values, 1, StringWriter::new, "new %s()", StringWriter.class);
    } else if (type == PrintWriter.class) {
      values.add(
          new Expression.Plain(
              () -> new PrintWriter(new StringWriter()),
              w ->
                  "new " + w.type(PrintWriter.class) + "(new " + w.type(StringWriter.class) + "())",
              1));
    } else if (type == StringBuffer.class || type == StringBuilder.class) {
      for (String text : List.of("", "a", "abc")) {
        values.add(builder(type, text, 1));
      }
    } else if (type == Properties.class) {
      add(values, 1, Properties::new, "new %s()", Properties.class);
    } else if (type == Class.class) {
      add(values, 1, () -> String.class, "String.class");
      add(values, 2, () -> Object.class, "Object.class");
    } else {
      momentsAndPlaces(type, values);
    }
  }

  @SuppressWarnings({"JdkObsolete", "UnnecessaryStringBuilder"}) // the project asks for them
  private static Expression builder(Class<?> type, String text, int cost) {
    return new Expression.Plain(
        type == StringBuffer.class ? () -> new StringBuffer(text) : () -> new StringBuilder(text),
        w -> "new " + w.type(type) + "(" + Literals.of(text) + ")",
        cost);
  }

  @SuppressWarnings("JavaUtilDate") // the project asks for it
  private static void momentsAndPlaces(Class<?> type, List<Expression> values) {
    if (type == Date.class) {
      add(values, 1, () -> new Date(0L), "new %s(0L)", Date.class);
    } else if (type == Calendar.class) {
      add(
          values,
          1,
          () -> new GregorianCalendar(2000, 0, 1),
          "new %s(2000, 0, 1)",
          GregorianCalendar.class);
    } else if (type == TimeZone.class) {
      add(values, 1, () -> TimeZone.getTimeZone("UTC"), "%s.getTimeZone(\"UTC\")", TimeZone.class);
    } else if (type == Locale.class) {
      add(values, 1, () -> Locale.ENGLISH, "%s.ENGLISH", Locale.class);
      add(values, 2, () -> Locale.GERMANY, "%s.GERMANY", Locale.class);
    } else if (type == Charset.class) {
      add(values, 1, () -> StandardCharsets.UTF_8, "%s.UTF_8", StandardCharsets.class);
      add(values, 2, () -> StandardCharsets.US_ASCII, "%s.US_ASCII", StandardCharsets.class);
    } else if (type == Instant.class) {
      add(values, 1, () -> Instant.EPOCH, "%s.EPOCH", Instant.class);
    } else if (type == Duration.class) {
      add(values, 1, () -> Duration.ZERO, "%s.ZERO", Duration.class);
      add(values, 2, () -> Duration.ofSeconds(-1), "%s.ofSeconds(-1)", Duration.class);
    } else if (type == LocalDate.class) {
      add(values, 1, () -> LocalDate.of(2000, 2, 29), "%s.of(2000, 2, 29)", LocalDate.class);
    } else if (type == LocalDateTime.class) {
      add(
          values,
          1,
          () -> LocalDateTime.of(2000, 2, 29, 0, 0),
          "%s.of(2000, 2, 29, 0, 0)",
          LocalDateTime.class);
    } else if (type == UUID.class) {
      add(values, 1, () -> new UUID(0L, 0L), "new %s(0L, 0L)", UUID.class);
    } else if (type == File.class) {
      add(values, 1, () -> new File("absent"), "new %s(\"absent\")", File.class);
    } else if (type == Path.class) {
      add(values, 1, () -> Path.of("absent"), "%s.of(\"absent\")", Path.class);
    } else if (type == Throwable.class || type == Exception.class) {
      add(values, 1, () -> new Exception("a"), "new Exception(\"a\")");
    } else if (type == Thread.class) {
      add(values, 1, Thread::new, "new Thread()");
    }
  }

  private static Expression stream(String text, int cost) {
    return new Expression.Plain(
        () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        w ->
            "new "
                + w.type(ByteArrayInputStream.class)
                + "("
                + Literals.of(text)
                + ".getBytes("
                + w.type(StandardCharsets.class)
                + ".UTF_8))",
        cost);
  }

  private static void add(List<Expression> values, int cost, Callable<?> value, String source) {
    values.add(new Expression.Plain(value, writer -> source, cost));
  }

  private static void add(
      List<Expression> values, int cost, Callable<?> value, String source, Class<?> named) {
    values.add(
        new Expression.Plain(value, writer -> source.replaceFirst("%s", writer.type(named)), cost));
  }
}
