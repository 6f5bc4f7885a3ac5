/**
 * AWS Secrets Manager on a loopback socket, in the JSON protocol that AWS's SDKs speak: versions
 * with their staging labels, idempotent writes by request token, rotation by a function, switchable
 * faults and a journal. Who may call what is not simulated, nor are binary secrets, replicas and
 * keys.
 */
@NullMarked
package dev.sallyport.simulators.secretsmanager;

import org.jspecify.annotations.NullMarked;
