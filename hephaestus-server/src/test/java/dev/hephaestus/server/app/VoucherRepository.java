package dev.hephaestus.server.app;

import com.google.protobuf.TextFormat;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.LogRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A small project with a fault behind a checksum, which no made-up argument passes, and what the
 * agent sent of it.
 */
final class VoucherRepository {
  private VoucherRepository() {}

  static TeaRepository create(Path folder) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("src/main/java/vouchers"));
    Files.writeString(
        sources.resolve("Voucher.java"),
        """
        package vouchers;

        import java.nio.charset.StandardCharsets;
        import java.util.zip.CRC32;

        /** A number, the kind among it, and what proves that it was not made up. */
        public record Voucher(String number, String check) {

          String kind() {
            return number.substring(0, 2);
          }

          boolean isGenuine() {
            CRC32 sum = new CRC32();
            sum.update(number.getBytes(StandardCharsets.US_ASCII));
            return Long.toHexString(sum.getValue()).equals(check);
          }
        }
        """);
    Files.writeString(
        sources.resolve("Desk.java"),
        """
        package vouchers;

        import java.util.Map;

        /** Says what vouchers are worth. */
        public final class Desk {
          private final Map<String, Integer> centsByKind;

          public Desk(Map<String, Integer> centsByKind) {
            this.centsByKind = centsByKind;
          }

          /** In cents; 0 for what is worth nothing. */
          public int worth(Voucher voucher) {
            if (!voucher.isGenuine()) {
              return 0;
            }
            return centsByKind.get(voucher.kind());
          }
        }
        """);
    Files.writeString(
        sources.resolve("Shop.java"),
        """
        package vouchers;

        import java.util.Map;
        import java.util.logging.Level;
        import java.util.logging.Logger;

        public final class Shop {
          private static final Logger LOG = Logger.getLogger(Shop.class.getName());

          private Shop() {}

          public static void main(String[] args) {
            Desk desk = new Desk(Map.of("TE", 1_000, "CO", 2_500));
            for (int i = 0; i + 1 < args.length; i += 2) {
              try {
                LOG.info("worth " + desk.worth(new Voucher(args[i], args[i + 1])));
              } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "Could not take a voucher", e);
              }
            }
          }
        }
        """);
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      git.add().addFilepattern(".").call();
      RevCommit commit =
          git.commit()
              .setMessage("Vouchers")
              .setAuthor("v", "v@example.org")
              .setCommitter("v", "v@example.org")
              .setSign(false)
              .call();
      return new TeaRepository(folder, commit.name());
    } catch (GitAPIException e) {
      throw new IOException(e);
    }
  }

  /** The logged error with the values that the agent captured. */
  static LogRecord record() throws IOException {
    try (InputStream in =
            VoucherRepository.class.getResourceAsStream("/vouchers/record.textproto");
        InputStreamReader text =
            new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
      LogRecord.Builder record = LogRecord.newBuilder();
      TextFormat.merge(text, record);
      return record.build();
    }
  }

  /** The same error as it is logged where no agent is. */
  static LogRecord recordWithoutValues() throws IOException {
    LogRecord.Builder record = record().toBuilder();
    record.getThrownBuilder().getFramesBuilderList().forEach(Frame.Builder::clearValues);
    return record.build();
  }
}
