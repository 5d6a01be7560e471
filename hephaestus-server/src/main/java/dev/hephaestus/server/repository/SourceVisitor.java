package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.AnnotationTypeDeclaration;
import org.eclipse.jdt.core.dom.AnnotationTypeMemberDeclaration;
import org.eclipse.jdt.core.dom.AnonymousClassDeclaration;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.EnumConstantDeclaration;
import org.eclipse.jdt.core.dom.EnumDeclaration;
import org.eclipse.jdt.core.dom.ImplicitTypeDeclaration;
import org.eclipse.jdt.core.dom.ImportDeclaration;
import org.eclipse.jdt.core.dom.Initializer;
import org.eclipse.jdt.core.dom.Modifier;
import org.eclipse.jdt.core.dom.RecordDeclaration;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.eclipse.jdt.core.dom.TypeDeclarationStatement;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;
import org.jspecify.annotations.Nullable;

/** Walks the syntax tree of one file and names its types as javac does. */
final class SourceVisitor extends BodyVisitor {

  /** A type whose members are being read. */
  private static final class Scope {
    final String binaryName;
    final int position;
    final Map<String, Integer> localClasses = new HashMap<>();
    final List<MethodDeclaration> methods = new ArrayList<>();
    final List<FieldDeclaration> fields = new ArrayList<>();
    List<Parameter> components = List.of();
    boolean constantFields;

    Scope(String binaryName, int position) {
      this.binaryName = binaryName;
      this.position = position;
    }
  }

  private record Placed(int position, TypeDeclaration type) {}

  private final String path;
  private final String packageName;
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private final List<Placed> types = new ArrayList<>();
  private final List<MethodBody> bodies = new ArrayList<>();

  SourceVisitor(String path, CompilationUnit unit, JavaComments comments) {
    super(unit, comments);
    this.path = path;
    this.packageName =
        unit.getPackage() == null ? "" : unit.getPackage().getName().getFullyQualifiedName();
  }

  ParsedSource read() {
    unit.accept(this);
    List<String> imports = new ArrayList<>();
    for (Object each : unit.imports()) {
      ImportDeclaration line = (ImportDeclaration) each;
      imports.add(
          (line.isStatic() ? "static " : "")
              + line.getName().getFullyQualifiedName()
              + (line.isOnDemand() ? ".*" : ""));
    }
    types.sort(Comparator.comparingInt(Placed::position));
    bodies.sort(Comparator.comparingInt(body -> body.method().lines().first()));
    return new ParsedSource(
        new SourceSymbols(
            path, Language.JAVA, packageName, imports, types.stream().map(Placed::type).toList()),
        List.copyOf(bodies));
  }

  @Override
  public boolean visit(org.eclipse.jdt.core.dom.TypeDeclaration node) {
    open(named(node), node);
    scope().constantFields = node.isInterface();
    return true;
  }

  @Override
  public void endVisit(org.eclipse.jdt.core.dom.TypeDeclaration node) {
    List<Object> above = new ArrayList<>();
    if (node.getSuperclassType() != null) {
      above.add(node.getSuperclassType());
    }
    above.addAll(node.superInterfaceTypes());
    close(node, node.isInterface() ? Kind.INTERFACE : Kind.CLASS, node.modifiers(), above);
  }

  @Override
  public boolean visit(EnumDeclaration node) {
    open(named(node), node);
    return true;
  }

  @Override
  public void endVisit(EnumDeclaration node) {
    close(node, Kind.ENUM, node.modifiers(), node.superInterfaceTypes());
  }

  @Override
  public boolean visit(RecordDeclaration node) {
    open(named(node), node);
    scope().components = parameters(node.recordComponents());
    for (Object each : node.recordComponents()) {
      SingleVariableDeclaration component = (SingleVariableDeclaration) each;
      scope()
          .fields
          .add(
              new FieldDeclaration(
                  component.getName().getIdentifier(),
                  component.getType().toString(),
                  List.of("private", "final"),
                  lines(component)));
    }
    return true;
  }

  @Override
  public void endVisit(RecordDeclaration node) {
    close(node, Kind.RECORD, node.modifiers(), node.superInterfaceTypes());
  }

  @Override
  public boolean visit(AnnotationTypeDeclaration node) {
    open(named(node), node);
    scope().constantFields = true;
    return true;
  }

  @Override
  public void endVisit(AnnotationTypeDeclaration node) {
    close(node, Kind.ANNOTATION, node.modifiers(), List.of());
  }

  @Override
  public boolean visit(ImplicitTypeDeclaration node) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    open(file.endsWith(".java") ? file.substring(0, file.length() - 5) : file, node);
    return true;
  }

  @Override
  public void endVisit(ImplicitTypeDeclaration node) {
    close(node, Kind.CLASS, List.of(), List.of());
  }

  @Override
  public boolean visit(AnonymousClassDeclaration node) {
    open(local(""), node);
    return true;
  }

  @Override
  public void endVisit(AnonymousClassDeclaration node) {
    List<?> above =
        node.getParent() instanceof ClassInstanceCreation made
            ? List.of(made.getType())
            : List.of();
    close(node, Kind.CLASS, List.of(), above);
  }

  @Override
  public boolean visit(org.eclipse.jdt.core.dom.MethodDeclaration node) {
    openBody();
    List<Parameter> parameters =
        node.isCompactConstructor() ? scope().components : parameters(node.parameters());
    parameters.forEach(each -> body().localTypes.put(each.name(), simpleType(each.type())));
    markEnd(node.getBody());
    return true;
  }

  @Override
  public void endVisit(org.eclipse.jdt.core.dom.MethodDeclaration node) {
    boolean constructor = node.isConstructor() || node.isCompactConstructor();
    List<Parameter> parameters =
        node.isCompactConstructor() ? scope().components : parameters(node.parameters());
    ASTNode type = node.getReturnType2();
    closeBody(
        constructor ? "<init>" : node.getName().getIdentifier(),
        parameters,
        constructor || type == null ? "" : written(type),
        node);
  }

  @Override
  public boolean visit(AnnotationTypeMemberDeclaration node) {
    openBody();
    return true;
  }

  @Override
  public void endVisit(AnnotationTypeMemberDeclaration node) {
    closeBody(node.getName().getIdentifier(), List.of(), node.getType().toString(), node);
  }

  @Override
  public boolean visit(Initializer node) {
    openBody();
    return true;
  }

  @Override
  public void endVisit(Initializer node) {
    closeBody(Modifier.isStatic(node.getModifiers()) ? "<clinit>" : "<init>", List.of(), "", node);
  }

  @Override
  public boolean visit(org.eclipse.jdt.core.dom.FieldDeclaration node) {
    for (Object each : node.fragments()) {
      VariableDeclarationFragment fragment = (VariableDeclarationFragment) each;
      scope()
          .fields
          .add(
              new FieldDeclaration(
                  fragment.getName().getIdentifier(),
                  written(node.getType()) + "[]".repeat(fragment.getExtraDimensions()),
                  words(node.modifiers()),
                  lines(node)));
    }
    openBody();
    return true;
  }

  @Override
  public void endVisit(org.eclipse.jdt.core.dom.FieldDeclaration node) {
    boolean constant = scope().constantFields || Modifier.isStatic(node.getModifiers());
    closeInitializer(constant ? "<clinit>" : "<init>", node);
  }

  @Override
  public boolean visit(EnumConstantDeclaration node) {
    scope()
        .fields
        .add(
            new FieldDeclaration(
                node.getName().getIdentifier(),
                "",
                List.of("public", "static", "final"),
                lines(node)));
    openBody();
    return true;
  }

  @Override
  public void endVisit(EnumConstantDeclaration node) {
    if (!node.arguments().isEmpty() || node.getAnonymousClassDeclaration() != null) {
      body().statements++;
    }
    closeInitializer("<clinit>", node);
  }

  private void closeInitializer(String name, BodyDeclaration node) {
    if (body().hasCode()) {
      closeBody(name, List.of(), "", node);
    } else {
      dropBody();
    }
  }

  private void closeBody(
      String name, List<Parameter> parameters, String returnType, BodyDeclaration node) {
    MethodDeclaration method =
        new MethodDeclaration(
            scope().binaryName,
            name,
            path,
            parameters,
            returnType,
            words(node.modifiers()),
            lines(node));
    scope().methods.add(method);
    bodies.add(dropBody().finish(method));
  }

  private Scope scope() {
    return scopes.element();
  }

  private void open(String binaryName, ASTNode node) {
    scopes.push(new Scope(binaryName, node.getStartPosition()));
  }

  private void close(ASTNode node, Kind kind, List<?> modifiers, List<?> supertypes) {
    Scope scope = scopes.pop();
    boolean named = node instanceof AbstractTypeDeclaration;
    int start = node.getStartPosition();
    int first = Math.max(1, unit.getLineNumber(named ? comments.documented(start) : start));
    int last = Math.max(first, unit.getLineNumber(node.getStartPosition() + node.getLength() - 1));
    types.add(
        new Placed(
            scope.position,
            new TypeDeclaration(
                scope.binaryName,
                path,
                kind,
                words(modifiers),
                supertypes.stream().map(type -> withoutArguments(written((ASTNode) type))).toList(),
                new LineRange(first, last),
                scope.methods,
                scope.fields)));
  }

  private String named(AbstractTypeDeclaration node) {
    String name = node.getName().getIdentifier();
    if (node.getParent() instanceof TypeDeclarationStatement) {
      return local(name);
    }
    @Nullable Scope around = scopes.peek();
    if (around != null) {
      return around.binaryName + "$" + name;
    }
    return packageName.isEmpty() ? name : packageName + "." + name;
  }

  /** javac counts the local classes of each name apart, and all below the class around them. */
  private String local(String name) {
    Scope around = scope();
    return around.binaryName + "$" + around.localClasses.merge(name, 1, Integer::sum) + name;
  }

  private List<Parameter> parameters(List<?> nodes) {
    List<Parameter> parameters = new ArrayList<>();
    for (Object each : nodes) {
      SingleVariableDeclaration node = (SingleVariableDeclaration) each;
      String type =
          written(node.getType())
              + (node.isVarargs() ? "..." : "[]".repeat(node.getExtraDimensions()));
      parameters.add(new Parameter(type, node.getName().getIdentifier()));
    }
    return parameters;
  }

  private static List<String> words(List<?> modifiers) {
    List<String> words = new ArrayList<>(modifiers.size());
    modifiers.forEach(each -> words.add(written((ASTNode) each)));
    return words;
  }

  private static String withoutArguments(String type) {
    int cut = type.indexOf('<');
    return cut < 0 ? type : type.substring(0, cut);
  }
}
