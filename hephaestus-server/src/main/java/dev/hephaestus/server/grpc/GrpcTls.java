package dev.hephaestus.server.grpc;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.security.ServerTls;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/** TLS as gRPC's transport takes it. */
final class GrpcTls {

  private GrpcTls() {}

  static SslContext context(ServerTls tls) {
    SslContextBuilder builder = SslContextBuilder.forServer(tls.keyManager());
    tls.trustManager().ifPresent(builder::trustManager);
    builder.clientAuth(
        tls.clientsMust()
            ? ClientAuth.REQUIRE
            : tls.asksClients() ? ClientAuth.OPTIONAL : ClientAuth.NONE);
    builder.protocols(ServerTls.PROTOCOLS);
    try {
      // Java's own: it asks for the key at each handshake, and so has the one of that moment.
      return GrpcSslContexts.configure(builder, SslProvider.JDK).build();
    } catch (SSLException e) {
      throw new HephaestusException("gRPC cannot speak TLS: " + e.getMessage(), e);
    }
  }
}
