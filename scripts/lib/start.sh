# Read by every script: refuses a machine without a usable Node.js in one sentence.
version=$(node --version 2>/dev/null || true)
version=${version#v}
if [ "${version%%.*}" = "" ] || [ "${version%%.*}" -lt 20 ]; then
  echo "scripts/$(basename -- "$0"): Node.js 20 or newer is needed; install it and try again." >&2
  exit 1
fi
# what a caller left open must not live on in nodes that outlast it
for descriptor in "/proc/$$/fd/"*; do
  descriptor=${descriptor##*/}
  case $descriptor in
    0 | 1 | 2 | 255 | '*') ;;
    *) eval "exec $descriptor>&-" ;;
  esac
done
