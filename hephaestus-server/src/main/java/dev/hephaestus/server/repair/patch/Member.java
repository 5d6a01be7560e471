package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.FieldDeclaration;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;

/**
 * A method, field or type of a class.
 *
 * @param key what tells it from its siblings: {@code total(int[],)}, {@code count}, {@code type
 *     Line}
 * @param arity {@code total/1} of a method; else the key
 * @param node its tree
 */
record Member(String key, String arity, BodyDeclaration node) {

  static Optional<Member> of(BodyDeclaration node) {
    return switch (node) {
      case MethodDeclaration method ->
          Optional.of(
              new Member(
                  signature(method),
                  method.getName().getIdentifier() + "/" + method.parameters().size(),
                  method));
      case FieldDeclaration field -> {
        String name =
            ((VariableDeclarationFragment) field.fragments().get(0)).getName().getIdentifier();
        yield Optional.of(new Member(name, name, field));
      }
      case AbstractTypeDeclaration type -> {
        String name = "type " + type.getName().getIdentifier();
        yield Optional.of(new Member(name, name, type));
      }
      default -> Optional.empty();
    };
  }

  private static String signature(MethodDeclaration method) {
    StringBuilder signature = new StringBuilder(method.getName().getIdentifier()).append('(');
    for (Object parameter : method.parameters()) {
      if (parameter instanceof SingleVariableDeclaration declared) {
        signature.append(declared.getType()).append(declared.isVarargs() ? "...," : ",");
      }
    }
    return signature.append(')').toString();
  }

  /** The members of a type, without those of the types in it. */
  static List<Member> of(AbstractTypeDeclaration type) {
    List<Member> members = new ArrayList<>();
    for (Object node : type.bodyDeclarations()) {
      of((BodyDeclaration) node).ifPresent(members::add);
    }
    return members;
  }

  /** Every type of a file, also those inside of others. */
  static List<AbstractTypeDeclaration> types(CompilationUnit unit) {
    List<AbstractTypeDeclaration> types = new ArrayList<>();
    for (Object type : unit.types()) {
      collect((AbstractTypeDeclaration) type, types);
    }
    return types;
  }

  private static void collect(AbstractTypeDeclaration type, List<AbstractTypeDeclaration> types) {
    types.add(type);
    for (Object node : type.bodyDeclarations()) {
      if (node instanceof AbstractTypeDeclaration inner) {
        collect(inner, types);
      }
    }
  }

  /** The one of the members that this one is a version of. */
  Optional<Member> in(List<Member> members) {
    List<Member> same = members.stream().filter(other -> other.key.equals(key)).toList();
    if (same.isEmpty()) {
      same = members.stream().filter(other -> other.arity.equals(arity)).toList();
    }
    return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
  }
}
