package dev.hephaestus.server.validation.reproduction.harness;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collections, maps and optionals: empty, with a null, with one and with two elements. */
final class CollectionValues {
  private static final int ELEMENTS = 5;

  private final Function<Type, List<Expression>> elements;

  /**
   * Collections over some source of elements.
   *
   * @param elements the values of an element's type, cheapest first
   */
  CollectionValues(Function<Type, List<Expression>> elements) {
    this.elements = elements;
  }

  /** Values of the type; none when it is not a collection. */
  List<Expression> of(Type type) {
    Class<?> erased = Types.erase(type);
    List<Expression> values = new ArrayList<>();
    Class<?> collection = collectionFor(erased);
    Class<?> map = mapFor(erased);
    if (collection != null) {
      collections(type, collection, values);
    } else if (map != null) {
      maps(type, map, values);
    } else if (erased == Iterator.class) {
      for (Expression list : of(List.class)) {
        values.add(
            new Expression.Call(
                method(Collection.class, "iterator"), list, List.of(), list.cost()));
      }
    } else if (erased == Optional.class) {
      values.add(
          new Expression.Plain(Optional::empty, w -> w.type(Optional.class) + ".empty()", 1));
    }
    return values;
  }

  private static @Nullable Class<?> collectionFor(Class<?> type) {
    if (type == Iterable.class || type == Collection.class || type == List.class) {
      return ArrayList.class;
    }
    if (type == Set.class) {
      return LinkedHashSet.class;
    }
    if (type == SortedSet.class) {
      return TreeSet.class;
    }
    if (type == Queue.class || type == Deque.class) {
      return ArrayDeque.class;
    }
    return Set.of(ArrayList.class, LinkedList.class, HashSet.class, TreeSet.class).contains(type)
        ? type
        : null;
  }

  private static @Nullable Class<?> mapFor(Class<?> type) {
    if (type == Map.class) {
      return LinkedHashMap.class;
    }
    if (type == SortedMap.class) {
      return TreeMap.class;
    }
    return Set.of(HashMap.class, LinkedHashMap.class, TreeMap.class).contains(type) ? type : null;
  }

  private void collections(Type type, Class<?> made, List<Expression> values) {
    Type element = Types.argument(type, 0);
    Expression empty = empty(made, List.of(element));
    values.add(empty);
    Method add = method(Collection.class, "add", Object.class);
    List<Expression> some = elements.apply(element).stream().limit(ELEMENTS).toList();
    Type declared = type;
    for (Expression one : some) {
      Expression.Call adding = new Expression.Call(add, null, List.of(one), one.cost());
      values.add(new Expression.Prepared(declared, empty, List.of(adding), 2 + one.cost()));
    }
    if (some.size() >= 2) {
      List<Expression.Call> two = new ArrayList<>();
      some.stream().limit(2).forEach(e -> two.add(new Expression.Call(add, null, List.of(e), 1)));
      values.add(new Expression.Prepared(declared, empty, two, 3));
    }
    Expression.Null nothing = new Expression.Null(Types.erase(element), 0);
    Expression.Call addNull = new Expression.Call(add, null, List.of(nothing), 0);
    values.add(new Expression.Prepared(declared, empty, List.of(addNull), 4));
  }

  private void maps(Type type, Class<?> made, List<Expression> values) {
    Type key = Types.argument(type, 0);
    Type value = Types.argument(type, 1);
    Expression empty = empty(made, List.of(key, value));
    values.add(empty);
    Method put = method(Map.class, "put", Object.class, Object.class);
    List<Expression> someKeys = elements.apply(key).stream().limit(3).toList();
    List<Expression> someValues = new ArrayList<>(elements.apply(value).stream().limit(4).toList());
    someValues.add(new Expression.Null(Types.erase(value), 3));
    for (Expression k : someKeys) {
      for (Expression v : someValues) {
        Expression.Call putting = new Expression.Call(put, null, List.of(k, v), 1);
        int cost = 2 + k.cost() + v.cost();
        values.add(new Expression.Prepared(type, empty, List.of(putting), cost));
      }
    }
  }

  private static Expression empty(Class<?> made, List<Type> arguments) {
    return new Expression.Plain(
        () -> made.getDeclaredConstructor().newInstance(),
        writer -> {
          List<String> names = new ArrayList<>();
          arguments.forEach(argument -> names.add(writer.generic(argument)));
          return "new " + writer.type(made) + "<" + String.join(", ", names) + ">()";
        },
        1);
  }

  private static Method method(Class<?> owner, String name, Class<?>... parameters) {
    try {
      return owner.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e); // the JDK has it
    }
  }
}
