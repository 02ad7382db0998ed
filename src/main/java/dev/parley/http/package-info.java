/**
 * HTTP: listening, the contract of the REST interface, problems, the pages and their security
 * headers.
 *
 * <p>{@link dev.parley.http.HttpVerticle} mounts {@link dev.parley.http.Endpoint}s on one router.
 * REST is contract first: {@link dev.parley.http.Api} lets {@code contract/openapi.yaml} check each
 * request, and hands it to the operation that a feature's {@code *Routes} registered under its id.
 * Whatever fails becomes one {@link dev.parley.http.Problem}.
 *
 * <p>Used by the features' routes, by {@code socket} and by {@code App}. Imports {@code bus} for
 * commands and failures, {@code limit} for rates and addresses; decides nothing about rooms and
 * runs no SQL.
 */
package dev.parley.http;
