#!/usr/bin/env bash
# What the tests need beside Python: Debian's PostgreSQL, Dovecot, Chromium, fonts and a reader of PDF. Installed through apt where that is allowed.
set -eu
missing=()
[ "${TANTO_SKIP_POSTGRESQL:-}" = 1 ] || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
if [ "${TANTO_SKIP_BROWSER:-}" != 1 ]; then
  command -v chromium >/dev/null || missing+=(chromium)
fi
[ -e /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc ] && [ -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ] || missing+=(fonts-noto-cjk)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
[ -x /usr/sbin/dovecot ] && [ -x /usr/lib/dovecot/imap ] || missing+=(dovecot-imapd)
[ -x /usr/lib/dovecot/pop3 ] || missing+=(dovecot-pop3d)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "Missing: ${missing[*]}. Install them, or skip their legs with TANTO_SKIP_POSTGRESQL=1 or TANTO_SKIP_BROWSER=1." >&2
  exit 1
fi
