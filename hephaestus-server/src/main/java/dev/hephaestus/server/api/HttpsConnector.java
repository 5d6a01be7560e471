package dev.hephaestus.server.api;

import dev.hephaestus.server.security.ServerTls;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A port that speaks HTTP over TLS. */
final class HttpsConnector {

  private HttpsConnector() {}

  static Connector of(
      ServerTls tls, String host, int port, Server server, HttpConfiguration configuration) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(tls.context());
    factory.setIncludeProtocols(ServerTls.PROTOCOLS.toArray(String[]::new));
    factory.setWantClientAuth(tls.asksClients());
    factory.setNeedClientAuth(tls.clientsMust());
    HttpConfiguration secure = new HttpConfiguration(configuration);
    // Who calls by an address has no name to compare; the Host header is compared to known ones.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(factory, "http/1.1"),
            new HttpConnectionFactory(secure));
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }
}
