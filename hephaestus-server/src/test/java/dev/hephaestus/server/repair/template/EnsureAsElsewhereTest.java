package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class EnsureAsElsewhereTest {

  @Test
  void growsTheBufferAsTheOtherMethodDoes() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "ensure-as-elsewhere",
            """
            package shop;

            class Case {
              private byte[] buffer;
              private int end;

              void put(byte one) {
                if (buffer == null || end == buffer.length) {
                  grow();
                }
                buffer[end++] = one;
              }

              void close() {
                end++;
                buffer[end] = 0; //! 0
              }

              private void grow() {
                buffer = buffer == null ? new byte[8] : java.util.Arrays.copyOf(buffer, end * 2);
              }
            }
            """,
            """
            package shop;

            class Case {
              private byte[] buffer;
              private int end;

              void put(byte one) {
                if (buffer == null || end == buffer.length) {
                  grow();
                }
                buffer[end++] = one;
              }

              void close() {
                end++;
                if (buffer == null || end == buffer.length) {
                  grow();
                }
                buffer[end] = 0;
              }

              private void grow() {
                buffer = buffer == null ? new byte[8] : java.util.Arrays.copyOf(buffer, end * 2);
              }
            }
            """);
  }

  @Test
  void servesAllBranchesThatUseTheField() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "ensure-as-elsewhere",
            """
            package shop;

            class Case {
              private StringBuilder text;

              void add(String part) {
                if (text == null)
                  text = new StringBuilder();
                text.append(part);
              }

              void end(int kind) {
                int seen = kind * 2;
                switch (seen) {
                  case 2:
                    text.append(';'); //! 0
                    break;
                  default:
                    text.append('.');
                }
              }
            }
            """,
            """
            package shop;

            class Case {
              private StringBuilder text;

              void add(String part) {
                if (text == null)
                  text = new StringBuilder();
                text.append(part);
              }

              void end(int kind) {
                if (text == null)
                  text = new StringBuilder();
                int seen = kind * 2;
                switch (seen) {
                  case 2:
                    text.append(';');
                    break;
                  default:
                    text.append('.');
                }
              }
            }
            """);
  }
}
