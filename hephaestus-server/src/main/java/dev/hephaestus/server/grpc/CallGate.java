package dev.hephaestus.server.grpc;

import dev.hephaestus.server.security.Authentication;
import dev.hephaestus.server.security.Credential;
import dev.hephaestus.server.security.Gatekeeper;
import dev.hephaestus.server.security.PortGuard;
import dev.hephaestus.server.security.Principal;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Throttles;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Asks every call who it is from, before a byte of its messages is read. */
final class CallGate implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Gatekeeper gate;
  private final Throttles throttles;

  CallGate(PortGuard guard) {
    this.gate = guard.gate();
    this.throttles = guard.throttles();
  }

  @Override
  public <Q, S> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
    MethodDescriptor<Q, S> method = call.getMethodDescriptor();
    String service = String.valueOf(method.getServiceName());
    if (MethodRoles.isPublic(service)) {
      return next.startCall(call, headers);
    }
    return switch (gate.authenticate(credential(call, headers))) {
      case Authentication.Refused refused ->
          refuse(call, Status.UNAUTHENTICATED.withDescription(refused.reason()));
      case Authentication.Accepted accepted -> {
        Principal caller = accepted.principal();
        Optional<Role> role = MethodRoles.of(service, method.getFullMethodName());
        if (role.isPresent() && !caller.may(role.get())) {
          String why = "the credential has not the role " + role.get().label();
          gate.refused(caller, why);
          yield refuse(call, Status.PERMISSION_DENIED.withDescription(why));
        }
        Optional<Duration> wait = throttles.of(caller).call();
        if (wait.isPresent()) {
          StatusRuntimeException later =
              ComeBack.beyondLimit("the credential has made more calls than its limit", wait.get());
          call.close(later.getStatus(), Objects.requireNonNull(later.getTrailers()));
          yield new ServerCall.Listener<>() {};
        }
        Context context = Context.current().withValue(Caller.PRINCIPAL, caller);
        yield Contexts.interceptCall(context, call, headers, next);
      }
    };
  }

  private static <Q> ServerCall.Listener<Q> refuse(ServerCall<Q, ?> call, Status status) {
    call.close(status, new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private static Credential credential(ServerCall<?, ?> call, Metadata headers) {
    return new Credential(
        Optional.ofNullable(headers.get(AUTHORIZATION)),
        certificate(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)));
  }

  private static Optional<X509Certificate> certificate(@Nullable SSLSession session) {
    if (session == null) {
      return Optional.empty();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate own
          ? Optional.of(own)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }
}
