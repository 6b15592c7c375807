#!/bin/sh
# Run once by the postgres image: a database and a role of its own for each service.
set -eu
for service in portal catalog requests matching; do
  url=$(cat "/run/secrets/${service}_database_url")
  password=${url#*://*:}
  password=${password%%@*}
  psql --username postgres --set ON_ERROR_STOP=1 --set role="$service" --set password="$password" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password';
CREATE DATABASE :"role" OWNER :"role" ENCODING 'UTF8' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
REVOKE ALL ON DATABASE :"role" FROM PUBLIC;
SQL
done
