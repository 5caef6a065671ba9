namespace DeviceCluster.Simulator.Ptz;

/// <summary>One piece of a movement.</summary>
internal abstract record PtzLeg
{
    /// <summary>How long it takes from here; null = until it is ended.</summary>
    public abstract TimeSpan? Left(PtzPosition from, TimeSpan done, PtzProfile profile);

    public abstract PtzPosition Move(PtzPosition from, TimeSpan time, PtzProfile profile);

    /// <summary>What moves now.</summary>
    public abstract PtzVelocity Speed(PtzPosition from, PtzProfile profile);

    /// <summary>Keeps a speed, or rests, for a time.</summary>
    public sealed record Hold(PtzVelocity Velocity, TimeSpan? For) : PtzLeg
    {
        public override TimeSpan? Left(PtzPosition from, TimeSpan done, PtzProfile profile) => For - done;

        public override PtzPosition Move(PtzPosition from, TimeSpan time, PtzProfile profile)
        {
            var seconds = time.TotalSeconds;
            return profile.Clamp(new PtzPosition(
                from.Pan + Velocity.Pan * seconds, from.Tilt + Velocity.Tilt * seconds, from.Zoom + Velocity.Zoom * seconds,
                from.Focus + Velocity.Focus * seconds, from.Iris + Velocity.Iris * seconds));
        }

        public override PtzVelocity Speed(PtzPosition from, PtzProfile profile) => Velocity;
    }

    /// <summary>Goes to a place by the shorter way, each axis at this share of its full speed.</summary>
    public sealed record GoTo(PtzPosition Target, double Share) : PtzLeg
    {
        public override TimeSpan? Left(PtzPosition from, TimeSpan done, PtzProfile profile)
        {
            var way = Way(from);
            var full = profile.Fastest;
            double[] seconds =
            [
                Math.Abs(way.Pan) / full.Pan, Math.Abs(way.Tilt) / full.Tilt, Math.Abs(way.Zoom) / full.Zoom,
                Math.Abs(way.Focus) / full.Focus, Math.Abs(way.Iris) / full.Iris,
            ];
            return TimeSpan.FromSeconds(seconds.Max() / Share);
        }

        public override PtzPosition Move(PtzPosition from, TimeSpan time, PtzProfile profile)
        {
            if (time >= Left(from, TimeSpan.Zero, profile))
                return Target;

            var way = Way(from);
            var full = profile.Fastest;
            return profile.Clamp(new PtzPosition(
                from.Pan + Step(way.Pan, full.Pan, time), from.Tilt + Step(way.Tilt, full.Tilt, time), from.Zoom + Step(way.Zoom, full.Zoom, time),
                from.Focus + Step(way.Focus, full.Focus, time), from.Iris + Step(way.Iris, full.Iris, time)));
        }

        public override PtzVelocity Speed(PtzPosition from, PtzProfile profile)
        {
            var way = Way(from);
            var full = profile.Fastest;
            return new PtzVelocity(
                Math.Sign(way.Pan) * full.Pan * Share, Math.Sign(way.Tilt) * full.Tilt * Share, Math.Sign(way.Zoom) * full.Zoom * Share);
        }

        private double Step(double way, double fastest, TimeSpan time) => Math.Sign(way) * Math.Min(Math.Abs(way), fastest * Share * time.TotalSeconds);

        private PtzPosition Way(PtzPosition from)
        {
            var pan = Target.Pan - from.Pan;
            if (Math.Abs(pan) > PtzProfile.FullCircle / 2)
                pan -= Math.Sign(pan) * PtzProfile.FullCircle;

            return new PtzPosition(pan, Target.Tilt - from.Tilt, Target.Zoom - from.Zoom, Target.Focus - from.Focus, Target.Iris - from.Iris);
        }
    }
}
