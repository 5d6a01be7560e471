package dev.hephaestus.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Reads the JSON object that was posted, up to a size. */
final class JsonBody {
  private final ObjectMapper json = new ObjectMapper();

  /** The object that a request must have. */
  JsonNode read(Context context, int most) {
    require(context);
    return parsed(bytes(context, most));
  }

  /** A page from elsewhere cannot send JSON without asking first, and is not allowed to. */
  static void require(Context context) {
    String type = context.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new UnsupportedMediaTypeResponse("Send JSON, as application/json.");
    }
  }

  static byte[] bytes(Context context, int most) {
    try {
      byte[] body = context.bodyInputStream().readNBytes(most + 1);
      if (body.length > most) {
        throw new ContentTooLargeResponse("The body is larger than " + most + " bytes.");
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode parsed(byte[] body) {
    try {
      JsonNode tree = json.readTree(body);
      if (tree != null && tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // Said below, together with JSON that is no object.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new BadRequestException(List.of(new Problem.Fault("body", "is not a JSON object")));
  }
}
