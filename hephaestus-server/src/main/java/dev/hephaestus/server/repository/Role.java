package dev.hephaestus.server.repository;

/** What a node of a syntax tree means, whatever its language calls it. */
enum Role {
  /** Nothing by itself; what is in it may. */
  NONE,
  /** Neither it nor what is in it says anything: a type, an annotation, an import. */
  SKIP,
  TYPE,
  /** A namespace, with types of its own. */
  NAMESPACE,
  FUNCTION,
  /** A function without a name: its code belongs to the one around it. */
  LAMBDA,
  /** Code that a type runs when it or an object of it is made. */
  INITIALIZER,
  /** A field, or a variable where it stands in a function. */
  VARIABLE,
  /** A parameter, or a variable that a loop or a catch declares. */
  PARAMETER,
  ASSIGNMENT,
  CALL,
  THROW,
  RETURN,
  /** A break or a continue. */
  LEAVE,
  /** A condition that decides whether what follows is run at all. */
  BRANCH,
  /** A loop or a switch. */
  LOOP,
  /** Statements, one after the other. */
  BLOCK,
  STRING,
  NAME
}
