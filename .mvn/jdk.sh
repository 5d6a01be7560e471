# Finds a JDK. Sourced by the launcher and by benchmarks/run.
needed=21

# The major version of the JDK in a folder; nothing when there is no JDK (a JRE has no javac).
jdk_major() {
  [[ -x $1/bin/java && -x $1/bin/javac ]] || return 0
  local version
  if [[ -r $1/release ]]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1)
  fi
  if [[ -z ${version:-} ]]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  fi
  printf '%s' "$version"
}

# The JDK to run on: JAVA_HOME's or the PATH's when it is new enough, else the newest installed one.
find_jdk() {
  local on_path home best='' best_major=0 major
  on_path=$(command -v javac || true)
  [[ -n $on_path ]] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${JAVA_HOME:-}" "$on_path"; do
    [[ -n $home ]] || continue
    major=$(jdk_major "$home")
    if [[ -n $major && $major -ge $needed ]]; then
      printf '%s' "$home"
      return
    fi
  done
  for home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    major=$(jdk_major "$home")
    if [[ -n $major && $major -ge $needed && $major -gt $best_major ]]; then
      best=$home
      best_major=$major
    fi
  done
  printf '%s' "$best"
}
