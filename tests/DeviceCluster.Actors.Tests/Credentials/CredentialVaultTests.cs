using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Tests.Storage;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Actors.Tests.Credentials;

/// <summary>Passwords are sealed under the node's key, for one device.</summary>
public sealed class CredentialVaultTests : IDisposable
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly Secret Password = new("pä$$ word");

    private readonly TempFolder _folder = new();
    private readonly CredentialVault _vault = new(Key(1));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_sealed_is_opened() => Assert.Equal(Password, _vault.Open(Gate, _vault.Seal(Gate, Password)));

    [Fact]
    public void The_same_password_is_sealed_differently_each_time() =>
        Assert.NotEqual(_vault.Seal(Gate, Password), _vault.Seal(Gate, Password));

    [Fact]
    public void A_password_that_is_known_keeps_its_seal()
    {
        var known = _vault.Seal(Gate, Password);

        Assert.Same(known, _vault.Seal(Gate, new Secret("pä$$ word"), known));
        Assert.NotSame(known, _vault.Seal(Gate, new Secret("other"), known));
    }

    [Fact]
    public void A_seal_of_another_device_is_not_opened()
    {
        var error = Assert.Throws<KeyException>(() => _vault.Open(new DeviceId("other"), _vault.Seal(Gate, Password)));

        Assert.Contains("sealed for another device", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_seal_is_not_opened()
    {
        var sealedPassword = _vault.Seal(Gate, Password);
        var changed = sealedPassword with { Ciphertext = sealedPassword.Ciphertext.SetItem(0, (byte)(sealedPassword.Ciphertext[0] ^ 1)) };

        Assert.Throws<KeyException>(() => _vault.Open(Gate, changed));
        Assert.Throws<KeyException>(() => _vault.Open(Gate, sealedPassword with { Nonce = [] }));
    }

    [Fact]
    public void The_work_of_a_job_is_opened_for_that_job_alone()
    {
        var work = new JobWork.Command(new DeviceCommand.SetCredential(Gate, "admin", Password));

        var sealedWork = _vault.Seal(new OrderKey("k"), work);

        Assert.Equal(work, _vault.Open(new OrderKey("k"), sealedWork));
        Assert.Throws<KeyException>(() => _vault.Open(new OrderKey("other"), sealedWork));
        Assert.Throws<KeyException>(() => new CredentialVault(Key(2)).Open(new OrderKey("k"), sealedWork));
        Assert.Equal(_vault.Digest(work), _vault.Digest(work with { }));
        Assert.NotEqual(_vault.Digest(work), _vault.Digest(new JobWork.Command(new DeviceCommand.SetCredential(Gate, "admin", new Secret("other")))));
    }

    [Fact]
    public void Another_key_is_told_by_both_ids_and_what_to_do()
    {
        var other = new CredentialVault(Key(2));

        var error = Assert.Throws<KeyException>(() => other.Open(Gate, _vault.Seal(Gate, Password)));

        Assert.Contains(_vault.KeyId, error.Message, StringComparison.Ordinal);
        Assert.Contains(other.KeyId, error.Message, StringComparison.Ordinal);
        Assert.Contains("set the credential of the device anew", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digest_tells_orders_apart_by_all_they_say_and_only_under_its_key()
    {
        var order = new DeviceCommand.SetCredential(Gate, "admin", Password);
        DeviceCommand[] others = [order with { User = "root" }, order with { Password = new Secret("other") }, new DeviceCommand.Remove(Gate)];

        Assert.Equal(_vault.Digest(order), _vault.Digest(order with { Password = new Secret("pä$$ word") }));
        Assert.All(others, other => Assert.NotEqual(_vault.Digest(order), _vault.Digest(other)));
        Assert.NotEqual(_vault.Digest(order), new CredentialVault(Key(2)).Digest(order));
        Assert.Matches("^[0-9a-f]{32}$", _vault.Digest(order));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public void A_key_that_is_none_names_its_source(string text)
    {
        var error = Assert.Throws<KeyException>(() => EnvelopeKey.FromBase64(text, "DeviceCluster:Keys:Envelope"));

        Assert.Contains("from DeviceCluster:Keys:Envelope is not 32 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_does_not_show_itself()
    {
        Assert.DoesNotContain(Convert.ToBase64String(new byte[32])[..8], Key(0).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key(1).Id, Convert.ToHexStringLower([.. Enumerable.Repeat((byte)1, 32)]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_file_that_others_can_read_is_refused()
    {
        var file = _folder.File("envelope.key");
        EnvelopeKey.FromFileOrCreate(file);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var error = Assert.Throws<KeyException>(() => EnvelopeKey.FromFileOrCreate(file));

        Assert.Contains($"chmod 600 {file}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_flushed_and_one_that_is_none_is_told()
    {
        FolderFlush.Run(_folder.Path);

        var error = Assert.Throws<IOException>(() => FolderFlush.Run(_folder.File("nowhere")));
        Assert.Contains("No such file", error.Message, StringComparison.Ordinal);
    }

    private static EnvelopeKey Key(byte value) =>
        EnvelopeKey.FromBase64(Convert.ToBase64String([.. Enumerable.Repeat(value, EnvelopeKey.Length)]), "a test");
}
