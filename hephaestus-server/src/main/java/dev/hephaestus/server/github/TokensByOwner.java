package dev.hephaestus.server.github;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Each organization's, or each repository's, own tokens; nobody else's are ever used for it.
 *
 * <p><i>Threads:</i> safe for use by many at once, as its parts are.
 */
public final class TokensByOwner implements GitHubTokens {
  private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)?");

  /**
   * Tokens and where they are good for.
   *
   * @param owner a user or an organization, or {@code owner/name} for one repository; empty for
   *     whatever nobody else is named for
   */
  public record Part(String owner, GitHubTokens tokens) {

    public Part {
      owner = owner.toLowerCase(Locale.ROOT);
      if (!owner.isEmpty() && !isOwner(owner)) {
        throw new IllegalArgumentException("neither an owner nor owner/name: " + owner);
      }
    }

    /** Whether this names an owner or a repository. */
    public static boolean isOwner(String text) {
      return OWNER.matcher(text).matches();
    }

    private boolean fits(GitHubRepository repository) {
      return owner.isEmpty()
          || owner.equalsIgnoreCase(repository.owner())
          || owner.equalsIgnoreCase(repository.fullName());
    }
  }

  private final List<Part> parts;

  /** Of several that fit, the one that says most decides, even where it has no token. */
  public TokensByOwner(List<Part> parts) {
    this.parts =
        parts.stream()
            .sorted(Comparator.comparingInt(TokensByOwner::precision).reversed())
            .toList();
  }

  private static int precision(Part part) {
    return part.owner().isEmpty() ? 0 : part.owner().contains("/") ? 2 : 1;
  }

  @Override
  public Optional<String> token(GitHubRepository repository)
      throws TryAgainException, RefusedException {
    Optional<Part> part = part(repository);
    return part.isEmpty() ? Optional.empty() : part.get().tokens().token(repository);
  }

  @Override
  public boolean covers(GitHubRepository repository) {
    return part(repository).filter(part -> part.tokens().covers(repository)).isPresent();
  }

  @Override
  public boolean isOfAnApp(GitHubRepository repository) {
    return part(repository).filter(part -> part.tokens().isOfAnApp(repository)).isPresent();
  }

  @Override
  public GitHubTokens forJob() {
    return new TokensByOwner(
        parts.stream().map(part -> new Part(part.owner(), part.tokens().forJob())).toList());
  }

  @Override
  public boolean renew(GitHubRepository repository, String token) {
    return part(repository).filter(part -> part.tokens().renew(repository, token)).isPresent();
  }

  private Optional<Part> part(GitHubRepository repository) {
    return parts.stream().filter(part -> part.fits(repository)).findFirst();
  }
}
