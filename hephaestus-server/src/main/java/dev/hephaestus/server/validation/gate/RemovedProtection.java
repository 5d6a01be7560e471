package dev.hephaestus.server.validation.gate;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.MarkerAnnotation;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.NormalAnnotation;
import org.eclipse.jdt.core.dom.SingleMemberAnnotation;

/**
 * Refuses a patch after which fewer rights are asked for, or less input is checked: annotations of
 * access and validation, and the calls that check them.
 */
final class RemovedProtection implements Gate {
  private static final Pattern ANNOTATION =
      Pattern.compile(
          "PreAuthorize|PostAuthorize|PreFilter|PostFilter|Secured|RolesAllowed|DenyAll"
              + "|Requires(?:Permissions|Roles|Authentication|User)|Authenticated|Valid|Validated"
              + "|CsrfProtected");
  private static final Pattern CALL =
      Pattern.compile(
          "checkPermission|checkAccess|checkRole\\w*|hasRole|hasAuthority|hasPermission|isPermitted"
              + "|authorize\\w*|authenticate\\w*|requireRole|verify(?:Signature|Token|Password|Certificate)"
              + "|checkServerTrusted|checkClientTrusted|doPrivileged|sanitize\\w*|escapeHtml\\d?|escapeXml\\w*"
              + "|setFeature|setExpandEntityReferences|isSameOrigin|validateToken|checkCsrf");
  private static final Pattern OPENED = Pattern.compile("PermitAll|CrossOrigin|AnonymousAllowed");

  @Override
  public String name() {
    return "removed protection";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    for (JavaChange change : patch.sources()) {
      Map<String, Integer> before = count(change.before());
      Map<String, Integer> after = count(change.after());
      for (Map.Entry<String, Integer> had : before.entrySet()) {
        boolean opened = OPENED.matcher(had.getKey()).matches();
        if (!opened && after.getOrDefault(had.getKey(), 0) < had.getValue()) {
          return Optional.of("the patch takes a " + had.getKey() + " away from " + change.path());
        }
      }
      for (Map.Entry<String, Integer> has : after.entrySet()) {
        boolean opened = OPENED.matcher(has.getKey()).matches();
        if (opened && before.getOrDefault(has.getKey(), 0) < has.getValue()) {
          return Optional.of("the patch opens " + change.path() + " with a " + has.getKey());
        }
      }
    }
    return Optional.empty();
  }

  private static Map<String, Integer> count(CompilationUnit unit) {
    Map<String, Integer> counts = new TreeMap<>();
    unit.accept(
        new ASTVisitor() {
          @Override
          public boolean visit(MarkerAnnotation annotation) {
            annotation(annotation.getTypeName().getFullyQualifiedName());
            return true;
          }

          @Override
          public boolean visit(NormalAnnotation annotation) {
            annotation(annotation.getTypeName().getFullyQualifiedName());
            return true;
          }

          @Override
          public boolean visit(SingleMemberAnnotation annotation) {
            annotation(annotation.getTypeName().getFullyQualifiedName());
            return true;
          }

          @Override
          public boolean visit(MethodInvocation call) {
            if (CALL.matcher(call.getName().getIdentifier()).matches()) {
              counts.merge(call.getName().getIdentifier() + "()", 1, Integer::sum);
            }
            return true;
          }

          private void annotation(String name) {
            String simple = name.substring(name.lastIndexOf('.') + 1);
            if (ANNOTATION.matcher(simple).matches() || OPENED.matcher(simple).matches()) {
              counts.merge(simple, 1, Integer::sum);
            }
          }
        });
    return counts;
  }
}
