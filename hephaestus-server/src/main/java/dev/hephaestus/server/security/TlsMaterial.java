package dev.hephaestus.server.security;

import dev.hephaestus.server.HephaestusException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What was read from the files of one {@link TlsSettings}, and belongs together.
 *
 * @param keys the server's key and certificate
 * @param clients judges the certificates of clients
 * @param expires when the server's certificate does
 */
record TlsMaterial(
    X509ExtendedKeyManager keys, Optional<X509ExtendedTrustManager> clients, Instant expires) {
  private static final Map<String, String> SIGNATURES =
      Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");

  /**
   * Reads the files.
   *
   * @throws HephaestusException naming the file that cannot be used
   */
  static TlsMaterial read(TlsSettings settings) {
    List<X509Certificate> chain = PemFiles.certificates(settings.certificate());
    PrivateKey key = PemFiles.key(settings.key());
    try {
      if (!isPair(key, chain.getFirst().getPublicKey())) {
        throw new HephaestusException(
            "the key in "
                + settings.key()
                + " is not that of the first certificate in "
                + settings.certificate());
      }
      Optional<X509ExtendedTrustManager> clients = Optional.empty();
      if (settings.clientAuthorities().isPresent()) {
        clients = Optional.of(trust(PemFiles.certificates(settings.clientAuthorities().get())));
      }
      return new TlsMaterial(keys(key, chain), clients, chain.getFirst().getNotAfter().toInstant());
    } catch (GeneralSecurityException | IOException e) {
      throw new HephaestusException(
          "the certificate in " + settings.certificate() + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static boolean isPair(PrivateKey key, PublicKey known) throws GeneralSecurityException {
    String algorithm = SIGNATURES.get(key.getAlgorithm());
    boolean alike = key.getAlgorithm().equals(known.getAlgorithm());
    if (algorithm == null || !alike) {
      return false;
    }
    byte[] said = new byte[32];
    new SecureRandom().nextBytes(said);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(said);
    byte[] signed = signature.sign();
    signature.initVerify(known);
    signature.update(said);
    return signature.verify(signed);
  }

  private static X509ExtendedKeyManager keys(PrivateKey key, List<X509Certificate> chain)
      throws GeneralSecurityException, IOException {
    char[] noPassword = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", key, noPassword, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, noPassword);
    return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
  }

  private static X509ExtendedTrustManager trust(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority" + i, authorities.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }
}
