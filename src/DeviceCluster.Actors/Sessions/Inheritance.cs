using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Actors.Sessions;

/// <summary>
/// What an incarnation of a device entity finds in the table from the one before it: a login, live or under way, which is its own now; or how a
/// login failed while nobody was there to hear of it; or nothing. Its own logins are numbered on from <see cref="LastGeneration"/>.
/// </summary>
internal sealed record Inheritance(SessionEntry? Entry, bool Live, LoginFailure? Failure, long Generation, long LastGeneration);
