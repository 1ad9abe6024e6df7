"""``decile shared recordings``: where the team's recordings are put."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from app.cli.door import Exit, say

_GB = 1024**3
ACCESS_KEY, SECRET_KEY = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"


def arguments(one: argparse.ArgumentParser) -> None:
    """Add what the subcommand takes."""
    one.add_argument("--to", choices=["database", "folder", "s3"], help="where new recordings are put")
    one.add_argument(
        "--most-gb", type=int, default=500, metavar="N", help="of all recordings there; else 500"
    )
    for system in ("windows", "macos", "linux"):
        one.add_argument(f"--{system}", metavar="PATH", help=f"the folder, as {system} writes it")
    one.add_argument("--endpoint", metavar="URL", help="of an S3 store: https://HOST[:PORT]")
    one.add_argument(
        "--bucket", metavar="NAME", help=f"its bucket; the key comes from {ACCESS_KEY} and {SECRET_KEY}"
    )
    one.add_argument("--region", default="us-east-1", metavar="NAME", help="its region; else us-east-1")
    one.add_argument("--prefix", default="", metavar="PATH", help="what the names of objects begin with")
    one.add_argument(
        "--bucket-in-host",
        action="store_true",
        help="the bucket is part of the host's name, as some stores want it",
    )
    one.add_argument(
        "--ca", metavar="FILE", type=Path, help="certificate of the store's authority, if it is your own"
    )
    one.add_argument(
        "--sweep", action="store_true", help="delete from the stores what nobody can open any more"
    )


def run(args: argparse.Namespace) -> int:
    """Choose a store, sweep, and print how it stands."""
    from app.services.shared import recording_choice
    from app.services.shared.address import connect

    with connect(args.url, what="the database") as db:
        match args.to:
            case "database":
                recording_choice.choose_database(db)
            case "folder":
                paths = {"windows": args.windows, "macos": args.macos, "linux": args.linux}
                recording_choice.choose_folder(db, paths, bytes_most=args.most_gb * _GB)
            case "s3":
                key = recording_choice.StoreKey(
                    os.environ.get(ACCESS_KEY, ""), os.environ.get(SECRET_KEY, "")
                )
                recording_choice.choose_s3(db, _place(args), key, bytes_most=args.most_gb * _GB)
            case _:
                pass
        swept = recording_choice.sweep(db) if args.sweep else 0
        found = recording_choice.stores(db)
    said: list[dict[str, Any]] = [
        {
            "kind": one.kind, "place": dict(one.place), "current": one.is_current, "recordings": one.recordings,
            "bytes": one.bytes_count, "bytes_most": one.bytes_most, "dropped": one.dropped,
        }
        for one in found
    ]  # fmt: skip
    current = next((one.kind for one in found if one.is_current), "database")
    lines = [f"new recordings are put into: {current}"]
    lines += [
        f"{one.kind}: {one.recordings} recordings, {one.bytes_count} bytes; to be swept away: {one.dropped}"
        for one in found
    ]
    say(args, {"current": current, "stores": said, "swept": swept}, "\n".join(lines))
    return Exit.DONE


def _place(args: argparse.Namespace) -> dict[str, Any]:
    import ssl

    from app.services.shared.invitation import certificates_in

    ca = None if args.ca is None else "".join(map(ssl.DER_cert_to_PEM_cert, certificates_in(args.ca)))
    return {
        "endpoint": (args.endpoint or "").rstrip("/"), "bucket": args.bucket, "region": args.region,
        "prefix": args.prefix.strip("/"), "bucket_in_host": args.bucket_in_host, "ca": ca,
    }  # fmt: skip
