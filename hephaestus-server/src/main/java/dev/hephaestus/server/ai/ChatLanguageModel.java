package dev.hephaestus.server.ai;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model of one of LangChain4j's providers behind our port. */
final class ChatLanguageModel implements LanguageModel {
  private static final int LONGEST_DETAIL = 300;

  private final String name;
  private final ChatModel model;
  private final Secret secret;
  private final boolean countsCompletionTokens;

  /**
   * The adapter.
   *
   * @param countsCompletionTokens whether the length limit goes by OpenAI's newer name, which its
   *     reasoning models insist on and many compatible servers do not know
   */
  ChatLanguageModel(String name, ChatModel model, Secret secret, boolean countsCompletionTokens) {
    this.name = name;
    this.model = model;
    this.secret = secret;
    this.countsCompletionTokens = countsCompletionTokens;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ModelReply reply(ModelRequest request) {
    ChatResponse response;
    try {
      response = model.chat(chatRequest(request));
    } catch (ModelException failed) {
      throw failed;
    } catch (RuntimeException failed) {
      // The cause is left out: its text is the provider's and may repeat the key.
      throw new ModelException(
          "model " + name + " gave a reply that could not be read: " + detail(failed), true);
    }
    return reply(response);
  }

  private ChatRequest chatRequest(ModelRequest request) {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(request.system()));
    for (ModelRequest.Turn turn : request.turns()) {
      messages.add(
          switch (turn.role()) {
            case USER -> UserMessage.from(turn.text());
            case ASSISTANT -> AiMessage.from(turn.text());
          });
    }
    return ChatRequest.builder().messages(messages).parameters(parameters(request)).build();
  }

  private ChatRequestParameters parameters(ModelRequest request) {
    return countsCompletionTokens
        ? OpenAiChatRequestParameters.builder()
            .maxCompletionTokens(request.maxOutputTokens())
            .build()
        : ChatRequestParameters.builder().maxOutputTokens(request.maxOutputTokens()).build();
  }

  private ModelReply reply(@Nullable ChatResponse response) {
    AiMessage message = response == null ? null : response.aiMessage();
    if (response == null || message == null) {
      throw new ModelException("model " + name + " gave an empty reply", true);
    }
    FinishReason reason = response.finishReason();
    String text = message.text();
    if (reason == FinishReason.CONTENT_FILTER) {
      throw new ModelException(
          "the provider's content filter withheld the reply of " + name, false);
    }
    TokenUsage usage = response.tokenUsage();
    return new ModelReply(
        text == null ? "" : text,
        usage == null ? 0 : count(usage.inputTokenCount()),
        usage == null ? 0 : count(usage.outputTokenCount()),
        reason == FinishReason.LENGTH);
  }

  private static long count(@Nullable Integer tokens) {
    return tokens == null ? 0 : tokens;
  }

  private String detail(RuntimeException failed) {
    String said =
        failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    String line = secret.strikeOut(said).replaceAll("\\s+", " ");
    return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "..." : line;
  }
}
