package dev.parley.message;

/**
 * How many reports of messages wait at most for somebody to look.
 *
 * @param ofPerson made by one
 * @param ofMessage of one, by whomever: guests may have any number of names
 * @param ofRoom of all messages in one
 */
public record ReportLimits(int ofPerson, int ofMessage, int ofRoom) {}
