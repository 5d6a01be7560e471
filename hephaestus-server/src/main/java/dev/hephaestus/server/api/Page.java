package dev.hephaestus.server.api;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a request asks for.
 *
 * <p><i>Source:</i> the next page is named as RFC 8288 (Web Linking) says, relative to the address
 * that was asked, so that no {@code Host} header can lead it elsewhere.
 *
 * @param after the id that the page begins behind; empty for the first page
 * @param limit how many items it has at most
 */
record Page(String after, int limit) {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?!\\p{XDigit}{2})");
  private static final String AFTER = "after";
  private static final String LIMIT = "limit";

  /**
   * Reads the parameters of a list.
   *
   * @param filters the names of the further parameters that the list takes
   * @throws BadRequestException naming every parameter that does not fit
   */
  static Page of(Context context, Set<String> filters) {
    List<Problem.Fault> faults = new ArrayList<>(unreadable(context.queryString()));
    for (Map.Entry<String, List<String>> parameter : context.queryParamMap().entrySet()) {
      String name = parameter.getKey();
      if (!name.equals(AFTER) && !name.equals(LIMIT) && !filters.contains(name)) {
        faults.add(new Problem.Fault(name, "is not a parameter of this list"));
      } else if (parameter.getValue().size() > 1) {
        faults.add(new Problem.Fault(name, "is given more than once"));
      }
    }
    Page page = new Page(after(context, faults), limit(context, faults));
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    return page;
  }

  /** What the library leaves out without a word: parameters that cannot be decoded. */
  private static List<Problem.Fault> unreadable(@Nullable String query) {
    return Stream.of(Objects.requireNonNullElse(query, "").split("&"))
        .filter(parameter -> BROKEN_ESCAPE.matcher(parameter).find())
        .map(parameter -> new Problem.Fault(parameter, "has a % that begins no escape"))
        .toList();
  }

  /**
   * Cuts the items, of which one more than the limit was asked for, and names the next page in the
   * answer's headers.
   */
  <T> List<T> cut(Context context, List<T> items, Function<T, String> id) {
    if (items.size() <= limit) {
      return items;
    }
    List<T> cut = items.subList(0, limit);
    context.header("Link", "<" + next(context, id.apply(cut.getLast())) + ">; rel=\"next\"");
    return cut;
  }

  /** One more than the limit, to see whether there is a next page. */
  int limitPlusOne() {
    return limit + 1;
  }

  private static String next(Context context, String lastId) {
    Map<String, String> parameters = new TreeMap<>();
    context.queryParamMap().forEach((name, values) -> parameters.put(name, values.getFirst()));
    parameters.put(AFTER, Cursor.behind(list(context), lastId));
    StringBuilder link = new StringBuilder(list(context));
    parameters.forEach(
        (name, value) ->
            link.append(link.indexOf("?") < 0 ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value)));
    return link.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String after(Context context, List<Problem.Fault> faults) {
    String cursor = context.queryParam(AFTER);
    if (cursor == null || cursor.isEmpty()) {
      return "";
    }
    Optional<String> id = Cursor.id(list(context), cursor);
    if (id.isEmpty()) {
      faults.add(new Problem.Fault(AFTER, "is not a cursor that this list gave"));
    }
    return id.orElse("");
  }

  /** The address of the list as the server knows it: nothing of it is the request's. */
  private static String list(Context context) {
    return context.endpoint().path;
  }

  private static int limit(Context context, List<Problem.Fault> faults) {
    String limit = context.queryParam(LIMIT);
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int value = Integer.parseInt(limit);
      if (value >= 1 && value <= MAX_LIMIT) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, together with a number out of range.
    }
    faults.add(new Problem.Fault(LIMIT, "is not a number from 1 to " + MAX_LIMIT));
    return DEFAULT_LIMIT;
  }
}
