#!/usr/bin/env bash
# Brings the translations up to date: collects the texts of the window into the .ts files, and
# compiles these into the .qm files that the program loads. Run it after changing texts, fill in
# what is marked unfinished in resources/translations/*.ts, and run it again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bin=${VENV:-.venv}/bin
mapfile -t sources < <(find paintapp/ui paintapp/app.py -name '*.py' | LC_ALL=C sort)
for file in resources/translations/paintapp_*.ts; do
  "$bin/pyside6-lupdate" -silent -no-obsolete -locations none "${sources[@]}" -ts "$file"
  "$bin/pyside6-lrelease" -silent "$file" -qm "${file%.ts}.qm"
done
