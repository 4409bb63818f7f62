#!/bin/bash
# Builds the image as localhost/exempelbanken:VERSION where no registry of images is to be had: its base
# is then Debian's Python, installed by debootstrap, instead of the image that the Containerfile names.
# With "next" it builds what a later release might be: a higher version, one more table, another index.
# Needs Debian, root, buildah and debootstrap.
set -euo pipefail
cd "$(dirname "$0")/../.."
export BUILDAH_ISOLATION=chroot  # the one kind that needs nothing of the kernel
base=localhost/exempelbanken-base:bookworm
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build_base() {
    debootstrap --variant=minbase --include=ca-certificates,python3 bookworm "$work/base" >"$work/log" ||
        { tail "$work/log"; exit 1; }
    # As in the image that stands in the Containerfile: Python and its installer in /usr/local.
    rm -f "$work"/base/usr/lib/python3.11/EXTERNALLY-MANAGED
    ln -s /usr/bin/python3 "$work/base/usr/local/bin/python"
    python3 -m pip install --quiet --only-binary :all: --root-user-action=ignore \
        --target "$work/base/usr/local/lib/python3.11/dist-packages" pip setuptools wheel
    touch "$work/base/etc/hosts"
    rm -rf "$work"/base/var/cache/apt/* "$work"/base/var/lib/apt/lists/*
    local container
    container=$(buildah from scratch)
    buildah add --quiet "$container" "$work/base" / >/dev/null
    buildah config --env PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin "$container"
    buildah commit --quiet --rm "$container" "$base"
    rm -rf "$work/base"
}

copy_sources() {
    mkdir "$work/source"
    git ls-files -z | tar --create --null --files-from=- | tar --extract --directory="$work/source"
}

make_next() {
    sed --in-place 's/^version = "1\..*/version = "1.99.0"/' "$work/source/pyproject.toml"
    sed --in-place 's/^MAPPING_VERSION = .*/MAPPING_VERSION = "next"/' "$work/source/indexer/index_names.py"
    local latest
    latest=$(cd "$work/source/catalogue/migrations/versions" && printf '%s\n' [0-9]*.py | tail -1)
    cat >"$work/source/catalogue/migrations/versions/9001_next.py" <<PYTHON
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9001", "${latest%%_*}", None, None


def upgrade() -> None:
    op.create_table("next", sa.Column("id", sa.Integer(), primary_key=True))
PYTHON
}

buildah inspect --type image "$base" >/dev/null 2>&1 || build_base
copy_sources
if [ "${1-}" = next ]; then make_next; fi
version=$(sed --quiet 's/^version = "\(.*\)"/\1/p' "$work/source/pyproject.toml")
# Certificates and index of packages are those of this host.
pip config list | sed --quiet "s/^global\.\([a-z-]*\)='\(.*\)'$/\1 = \2/p" |
    sed '1i [global]' >"$work/pip.conf"
buildah bud --quiet --layers --format docker --from "$base" \
    --volume /etc/ssl/certs:/etc/ssl/certs:ro --volume "$work/pip.conf:/etc/pip.conf:ro" \
    --file "$work/source/deploy/Containerfile" \
    --ignorefile "$work/source/deploy/Containerfile.dockerignore" \
    --tag "localhost/exempelbanken:$version" "$work/source" >"$work/log" || { cat "$work/log"; exit 1; }
echo "localhost/exempelbanken:$version"
