package dev.hephaestus.server.delivery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Delivers by telling the connected clients of the solution's node; who is not connected finds it
 * behind the link.
 */
public final class SuggestionDelivery implements Delivery {
  private static final int REMEMBERED = 4096;

  private final SuggestionChannel channel;
  private final Function<Solution, String> link;
  private final Set<String> told =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  /**
   * Creates one.
   *
   * @param channel carries it
   * @param link where the server shows a solution
   */
  public SuggestionDelivery(SuggestionChannel channel, Function<Solution, String> link) {
    this.channel = channel;
    this.link = link;
  }

  @Override
  public Receipt deliver(Solution solution) {
    String where = link.apply(solution);
    if (told.add(solution.id())) {
      tell(solution, where);
    }
    return new Receipt(Receipt.Channel.SUGGESTION, where);
  }

  private void tell(Solution solution, String where) {
    boolean reached = false;
    try {
      reached = channel.send(solution, where) > 0;
    } catch (RuntimeException e) {
      throw new DeliveryException(
          "cannot tell the clients of node "
              + solution.nodeId()
              + " of solution "
              + solution.id()
              + "; trying again may help",
          true,
          e);
    } finally {
      if (!reached) {
        told.remove(solution.id());
      }
    }
  }
}
