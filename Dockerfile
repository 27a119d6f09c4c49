# One image; the command chooses what runs: `docker run mailsift api`, `docker run mailsift worker`. Settings are those of
# .env.example. The API listens on loopback until HOST=0.0.0.0 and API_KEYS are set; docker-compose.yml does that.
# For builds that repeat, name the base by its digest: --build-arg NODE_IMAGE=node:20-bookworm-slim@sha256:...
ARG NODE_IMAGE=node:20-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/npm npm ci --cache /npm --ignore-scripts --no-audit --no-fund
RUN npm run build
# For npm all that a workspace depends on is needed: the test harness goes, so that the test runner goes with it.
# Not `npm prune`, which would look up anew what the lock file has settled.
RUN --mount=type=cache,target=/npm rm -rf packages/testing \
 && npm ci --cache /npm --omit=dev --ignore-scripts --no-audit --no-fund \
 && find packages apps -mindepth 2 -maxdepth 2 \
      ! -name dist ! -name bin ! -name node_modules ! -name package.json -exec rm -rf {} +
# The networks of mail servers, packed (9 MB) in place of the files they are packed from (64 MB); their licences stay.
RUN node packages/enrichment/dist/prepare.js \
 && rm node_modules/@ip-location-db/asn/*.csv node_modules/@ip-location-db/*/*-ipv4.mmdb node_modules/@ip-location-db/*/*-ipv6.mmdb

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE /app/NOTICE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/packages ./packages
COPY --from=build /app/apps ./apps
# A new volume takes over the owner of the folder it is mounted on.
RUN install -d -o node -g node /data
ENV STORAGE_URL=file:///data
VOLUME /data
EXPOSE 3000
USER node
# Of the API; a worker, which does not listen, runs with --no-healthcheck. There is no curl.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node takes SIGTERM itself once it runs; with `--init` also before, and its orphans are reaped.
ENTRYPOINT ["node", "/app/apps/cli/bin/mailsift.mjs"]
CMD ["api"]
