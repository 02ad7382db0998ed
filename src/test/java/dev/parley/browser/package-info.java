/**
 * The browser client in a real Chromium against a whole server, found by what a person sees: roles
 * and names, not classes.
 *
 * <p>{@code -DskipBrowserTests} leaves these out, and says so; nothing else does.
 */
package dev.parley.browser;
